namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Items that are sold.</summary>
internal sealed class ItemRules : Rules
{
    public override void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        base.Inserting(book, record, given);
        Complete(book, record, given);
    }

    public override void Modifying(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        base.Modifying(book, record, given);
        Complete(book, record, given);
    }

    private static void Complete(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        _ = Pairs.Complete(
            book,
            record,
            given,
            ("taxGroupId", "taxGroupCode"),
            ("taxGroups", "code"),
            "The tax group cannot be found."
        );
        _ = Pairs.Complete(
            book,
            record,
            given,
            ("baseUnitOfMeasureId", "baseUnitOfMeasureCode"),
            ("unitsOfMeasure", "code"),
            "The unit of measure cannot be found."
        );
    }
}

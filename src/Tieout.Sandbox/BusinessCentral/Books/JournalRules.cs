namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>General journals, and journals of customers' payments: batches of lines to be posted.</summary>
internal sealed class JournalRules(string template) : Rules
{
    public override void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        base.Inserting(book, record, given);
        Complete(book, record, given);
        if (!record.Has("displayName"))
        {
            _ = record.Set("displayName", record.Text("code"));
        }

        if (record.Resource.Find("templateDisplayName") is not null)
        {
            _ = record.Set("templateDisplayName", template);
        }
    }

    public override void Modifying(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        base.Modifying(book, record, given);
        Complete(book, record, given);
    }

    public override void Act(CompanyBook book, NavRecord record, string action) =>
        JournalPosting.Post(book, record, template);

    private static void Complete(CompanyBook book, NavRecord record, IReadOnlySet<string> given) =>
        _ = Pairs.Complete(
            book,
            record,
            given,
            ("balancingAccountId", "balancingAccountNumber"),
            ("accounts", "number"),
            "The balancing account cannot be found."
        );
}

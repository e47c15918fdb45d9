namespace Tieout.Connectors.Tryton.Journals;

/// <summary>account.move.line: one side of an entry.</summary>
internal sealed record MoveLineRow(int Id, decimal Debit)
{
    public const string Model = "account.move.line";
}

namespace Tieout.Connectors.Tryton.Journals;

/// <summary>account.move: an entry of the general ledger, a draft or posted.</summary>
internal sealed record MoveRow(int Id, string State, string? PostNumber, LocalDate? Date)
{
    public const string Model = "account.move";

    public static IReadOnlyList<string> Fields { get; } = ["state", "post_number", "date"];

    public bool IsPosted => State is "posted";
}

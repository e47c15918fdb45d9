namespace Tieout.Connectors.LegacyErp.Batches;

/// <summary>An acknowledgement of a batch.</summary>
/// <param name="Posted">What stands in the ledger.</param>
/// <param name="Refused">Rows that were refused, with their codes.</param>
/// <param name="Lacking">What it does not tell and has to by agreement; none when it is as agreed.</param>
internal sealed record Answer(
    string Batch,
    AnswerKind Kind,
    IReadOnlyList<PostedAnswer> Posted,
    IReadOnlyList<RefusedAnswer> Refused,
    string? Lacking = null
);

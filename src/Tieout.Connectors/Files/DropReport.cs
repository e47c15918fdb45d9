namespace Tieout.Connectors.Files;

/// <summary>What was written beside a file when it was done with.</summary>
/// <param name="Files">By the names they have now.</param>
/// <param name="Listed">The rejected rows; the first 10,000.</param>
/// <param name="Warnings">What was passed over, such as unknown columns.</param>
internal sealed record DropReport(
    IReadOnlyList<string> Files,
    long Read,
    long Accepted,
    long Rejected,
    IReadOnlyList<RejectedRow> Listed,
    IReadOnlyList<RejectedRow> Warnings
);

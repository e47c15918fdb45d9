namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>What became of a batch.</summary>
/// <param name="Refusal">Code and words of why it was refused whole; none when it was not.</param>
/// <param name="IsRepeated">It was not looked at: one of this id was received before.</param>
/// <param name="Keys">Of everything in it.</param>
internal sealed record BatchResult(
    string Id,
    RefusedRow? Refusal,
    bool IsRepeated,
    IReadOnlyList<PostedRow> Posted,
    IReadOnlyList<RefusedRow> Refused,
    IReadOnlyList<string> Keys
);

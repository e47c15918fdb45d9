namespace Tieout.Connectors.Rest.Probing;

/// <summary>What came of trying out what a manifest writes, without writing.</summary>
/// <param name="Name">Of the section below <c>writes</c>.</param>
/// <param name="Records">On the first page of its list; none where it has no list.</param>
/// <param name="Find">What a look for what nobody has came to.</param>
/// <param name="Problems">What has to be put right.</param>
public sealed record ProbedTarget(
    string Name,
    int? Records,
    string Find,
    IReadOnlyList<ProbedField> Fields,
    IReadOnlyList<string> Problems
)
{
    /// <summary>Nothing has to be put right.</summary>
    public bool IsGood => Problems.Count == 0;
}

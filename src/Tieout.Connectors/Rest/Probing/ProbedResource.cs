namespace Tieout.Connectors.Rest.Probing;

/// <summary>What came of trying out one resource of a manifest.</summary>
/// <param name="Records">On the pages that were read.</param>
/// <param name="Taken">Records that became facts.</param>
/// <param name="Rejections">Why others did not, at most ten, each with its id.</param>
/// <param name="PassedOver">How many records do not count, each time with why.</param>
/// <param name="Paging">What the pages showed.</param>
/// <param name="Cursor">What reading again from a cursor showed.</param>
/// <param name="Problems">What has to be put right.</param>
/// <param name="Notes">What may be as it should be, and only a person can tell.</param>
public sealed record ProbedResource(
    string Name,
    string Feed,
    int Records,
    int Taken,
    int Rejected,
    IReadOnlyList<string> Rejections,
    IReadOnlyList<string> PassedOver,
    string Paging,
    string Cursor,
    IReadOnlyList<ProbedField> Fields,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Nothing has to be put right.</summary>
    public bool IsGood => Problems.Count == 0 && Rejected == 0;
}

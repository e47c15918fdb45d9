namespace Tieout.Connectors.Rest.Probing;

/// <summary>What came of trying out a manifest.</summary>
/// <param name="Connection">Why the system cannot be spoken with; none when it can.</param>
public sealed record ProbeReport(
    string System,
    string Address,
    string? Connection,
    IReadOnlyList<ProbedResource> Resources,
    IReadOnlyList<ProbedTarget> Targets
)
{
    /// <summary>Nothing has to be put right.</summary>
    public bool IsGood =>
        Connection is null && Resources.All(x => x.IsGood) && Targets.All(x => x.IsGood);

    /// <summary>Something has to be looked at.</summary>
    public bool HasNotes => Resources.Any(x => x.Notes.Count > 0);
}

using Tieout.Domain.Deciding;

namespace Tieout.Domain.ProjectSetup;

/// <summary>What becomes of a master record that a system tells.</summary>
public abstract record Hearing
{
    private Hearing() { }

    /// <summary>It is recorded.</summary>
    public sealed record News : Hearing;

    /// <summary>Told before, older, or a copy of what its owner says.</summary>
    public sealed record NoNews : Hearing;

    /// <summary>Told by a system that may not, or twice in one version.</summary>
    public sealed record Refused(Rejection Reason) : Hearing;
}

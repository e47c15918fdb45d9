using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Intake;

/// <summary>Where a piece of work stands that was taken in before.</summary>
/// <param name="Engagement">None while it is parked with its project.</param>
/// <param name="Version">The newest that the place has heard of.</param>
/// <param name="IsDeleted">The place keeps only the trace that it was there.</param>
internal sealed record WorkPlace(
    WorkId Work,
    EngagementId? Engagement,
    ProjectCode Project,
    long Version,
    bool IsDeleted
)
{
    /// <summary>Whether both are the same place, whatever stands there.</summary>
    public bool IsAt(EngagementId? engagement, ProjectCode project) =>
        Engagement is null ? engagement is null && Project == project : Engagement == engagement;
}

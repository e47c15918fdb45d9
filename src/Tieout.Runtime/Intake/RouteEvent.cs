using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Intake;

/// <summary>What has happened to a project code on its way to an engagement.</summary>
public abstract record RouteEvent
{
    private RouteEvent() { }

    /// <summary>The project belongs to this engagement from now on.</summary>
    public sealed record ProjectRouted(EngagementId Engagement) : RouteEvent;

    /// <summary>Work came for a project that nobody has set up; it waits here.</summary>
    public sealed record WorkParked(Work Work, Origin Origin) : RouteEvent;

    /// <summary>Parked work has been handed to the engagement.</summary>
    public sealed record WorkReleased(WorkId Work, long Version) : RouteEvent;
}

using Orleans.Concurrency;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Runtime.Intake;

/// <summary>The single writer of where a project's work goes; its key is the project code.</summary>
[Alias("tieout.route")]
public interface IRouteGrain : IGrainWithStringKey
{
    /// <summary>The engagement of the project; none while nobody has set it up.</summary>
    [Alias("find")]
    Task<EngagementId?> FindAsync();

    /// <summary>Keeps work until its project is known.</summary>
    /// <returns>None when it is parked, durably; the engagement when it should go there.</returns>
    [Alias("park")]
    Task<EngagementId?> ParkAsync([Immutable] ParkedWork work);

    /// <summary>Records the project and hands over what waited for it.</summary>
    /// <returns>Why it was refused, or none.</returns>
    [Alias("route")]
    Task<Rejection?> RouteAsync([Immutable] Project project);
}

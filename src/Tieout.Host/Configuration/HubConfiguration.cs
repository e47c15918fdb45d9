using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Host.Configuration;

/// <summary>What a <c>hub.yaml</c> says, checked and with every default in place.</summary>
/// <param name="File">The file itself; absolute.</param>
/// <param name="DataFolder">For the log file and the default store; absolute.</param>
/// <param name="Freezes">When nothing new of a legal entity is delivered.</param>
/// <param name="Owners">Named by the firm; for other kinds it is who tells first.</param>
/// <param name="Readiness">The rules of readiness that the firm has chosen.</param>
/// <param name="Zone">In which a day ends, for billing runs.</param>
/// <param name="Poll">Between rounds.</param>
/// <param name="LaneRetry">Between attempts at what targets have refused.</param>
/// <param name="Webhooks">None when the hub only polls.</param>
public sealed record HubConfiguration(
    string File,
    string DataFolder,
    StoreSettings Store,
    IReadOnlyList<SystemSettings> Systems,
    RouteSettings Routes,
    IReadOnlyList<Freeze> Freezes,
    IReadOnlyList<FactOwner> Owners,
    ReadinessPlan Readiness,
    BillingSettings Billing,
    DateTimeZone Zone,
    Duration Poll,
    Duration LaneRetry,
    WebhookSettings? Webhooks
)
{
    /// <summary>Where the hub writes what it does.</summary>
    public string LogFile => Path.Combine(DataFolder, "hub.log");
}

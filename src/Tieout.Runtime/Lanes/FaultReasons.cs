using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Runtime.Lanes;

/// <summary>Which reason of the catalogue a target's failure is, and how long to pause after it.</summary>
internal static class FaultReasons
{
    private static readonly Duration PauseMin = Duration.FromSeconds(1);
    private static readonly Duration PauseMax = Duration.FromMinutes(5);
    private static readonly Duration PauseForSettings = Duration.FromMinutes(1);

    public static ReasonCode Of(ConnectorException e) =>
        e switch
        {
            _ when ReasonCode.TryParse(e.Reason, out var named) => named,
            { Fault: ConnectorFault.OutcomeUnknown } => ReasonCode.ErpOutcomeUnknown,
            { Fault: ConnectorFault.Refused } => ReasonCode.DeliveryRefused,
            _ => ReasonCode.DeliveryFailed,
        };

    /// <summary>Nobody has to be called: a freeze or a batch takes its time, and a defect is told of
    /// with its trace.</summary>
    public static bool IsQuiet(ReasonCode reason) =>
        reason == ReasonCode.FrozenForCutover
        || reason == ReasonCode.DeliveryPending
        || reason == ReasonCode.ProgramDefect;

    /// <summary>What the target asked for, else doubling with each attempt up to five minutes.</summary>
    public static Duration PauseAfter(ConnectorException e, int attempts)
    {
        if (e.RetryAfter is { } asked)
        {
            return Duration.FromTimeSpan(asked);
        }

        return e.Fault is ConnectorFault.Settings
            ? PauseForSettings
            : Duration.Min(PauseMin * (1 << Math.Min(attempts, 8)), PauseMax);
    }
}

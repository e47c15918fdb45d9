using Tieout.Connect;

namespace Tieout.Runtime.Lanes;

/// <summary>What a target's failure makes of a journal.</summary>
internal static class JournalFaults
{
    public static JournalStatus StatusOf(ConnectorException e) =>
        e.Fault switch
        {
            ConnectorFault.OutcomeUnknown => JournalStatus.Unknown,
            ConnectorFault.Transient => JournalStatus.Waiting,
            // Settings and contract: the same command again would end the same way.
            _ => JournalStatus.Refused,
        };
}

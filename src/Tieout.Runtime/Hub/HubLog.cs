using Microsoft.Extensions.Logging;

namespace Tieout.Runtime.Hub;

/// <summary>Log messages of the hub's rounds: event ids 4000 to 4999.</summary>
internal static partial class HubLog
{
    [LoggerMessage(4000, LogLevel.Error, "A defect while {System} {Feed} was read")]
    public static partial void FeedFailed(
        ILogger logger,
        Exception defect,
        string system,
        string feed
    );

    [LoggerMessage(4001, LogLevel.Error, "A defect while {Target} was written to")]
    public static partial void TargetFailed(ILogger logger, Exception defect, string target);
}

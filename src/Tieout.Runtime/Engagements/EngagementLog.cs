using Microsoft.Extensions.Logging;

namespace Tieout.Runtime.Engagements;

/// <summary>Log messages of engagements: event ids 1000 to 1999.</summary>
internal static partial class EngagementLog
{
    [LoggerMessage(1000, LogLevel.Information, "Engagement {Engagement} refused: {Code}")]
    public static partial void CommandRefused(ILogger logger, string engagement, string code);

    [LoggerMessage(1002, LogLevel.Error, "Engagement {Engagement} failed on a {Command}")]
    public static partial void CommandFailed(
        ILogger logger,
        Exception defect,
        string engagement,
        string command
    );

    [LoggerMessage(
        1001,
        LogLevel.Information,
        "Engagement {Engagement} read its whole history to reopen {Document}"
    )]
    public static partial void HistoryRead(ILogger logger, string engagement, string document);

    [LoggerMessage(
        1003,
        LogLevel.Warning,
        "The copy of {Document} was not kept; its history is read when it is reopened"
    )]
    public static partial void CopyNotKept(ILogger logger, Exception cause, string document);
}

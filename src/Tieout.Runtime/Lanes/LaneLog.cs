using Microsoft.Extensions.Logging;

namespace Tieout.Runtime.Lanes;

/// <summary>Log messages of lanes: event ids 2000 to 2999.</summary>
internal static partial class LaneLog
{
    [LoggerMessage(2000, LogLevel.Information, "{Target} holds {Reference} as {Number}")]
    public static partial void Delivered(
        ILogger logger,
        string target,
        string reference,
        string number
    );

    [LoggerMessage(2001, LogLevel.Error, "{Target} does not take {Reference}: {Reason}")]
    public static partial void Blocked(
        ILogger logger,
        string target,
        string reference,
        string reason
    );

    [LoggerMessage(
        2007,
        LogLevel.Error,
        "{Target} has not answered for {Reference} and may have taken it; it is looked up before anything is sent again ({Reason})"
    )]
    public static partial void Unanswered(
        ILogger logger,
        string target,
        string reference,
        string reason
    );

    [LoggerMessage(
        2002,
        LogLevel.Warning,
        "{Target} failed and is tried again later: {Reason}: {Cause}"
    )]
    public static partial void TargetFailed(
        ILogger logger,
        string target,
        string reason,
        string cause
    );

    [LoggerMessage(
        2006,
        LogLevel.Warning,
        "{Target} does not take the project of {Contract}; its documents go without one: {Cause}"
    )]
    public static partial void ProjectLeft(
        ILogger logger,
        string target,
        string contract,
        string cause
    );

    [LoggerMessage(2003, LogLevel.Error, "A defect on the way of {Reference} to {Target}")]
    public static partial void Defect(
        ILogger logger,
        Exception defect,
        string target,
        string reference
    );

    // A warning, though it is good news: whoever was told that it failed is told that it is over.
    [LoggerMessage(2004, LogLevel.Warning, "{Target} answers again")]
    public static partial void TargetRecovered(ILogger logger, string target);

    [LoggerMessage(2005, LogLevel.Debug, "{Target} still fails: {Reason}: {Cause}")]
    public static partial void TargetStillFails(
        ILogger logger,
        string target,
        string reason,
        string cause
    );

    [LoggerMessage(
        2006,
        LogLevel.Information,
        "The posting window of {Target} is closed until {Opens}"
    )]
    public static partial void WindowClosed(ILogger logger, string target, Instant opens);
}

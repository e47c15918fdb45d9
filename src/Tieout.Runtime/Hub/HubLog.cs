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

    [LoggerMessage(
        4002,
        LogLevel.Warning,
        "{System} {Feed} fails and is tried again later: {Cause}"
    )]
    public static partial void FeedUnreadable(
        ILogger logger,
        string system,
        string feed,
        string cause
    );

    // A warning, though it is good news: whoever was told that it failed is told that it is over.
    [LoggerMessage(4003, LogLevel.Warning, "{System} {Feed} works again")]
    public static partial void FeedRecovered(ILogger logger, string system, string feed);

    [LoggerMessage(4004, LogLevel.Debug, "{System} {Feed} still fails: {Cause}")]
    public static partial void FeedStillUnreadable(
        ILogger logger,
        Exception failure,
        string system,
        string feed,
        string cause
    );

    [LoggerMessage(
        4005,
        LogLevel.Information,
        "Billed through {Through:uuuu-MM-dd}: {Documents} documents, {Refused} contracts could not be billed"
    )]
    public static partial void Billed(
        ILogger logger,
        LocalDate through,
        int documents,
        int refused
    );

    [LoggerMessage(4006, LogLevel.Error, "A defect while what waits in {Stream} was tried again")]
    public static partial void RetryFailed(ILogger logger, Exception defect, string stream);

    [LoggerMessage(
        4007,
        LogLevel.Warning,
        "{System} {Feed}: its records have no {Fields} any more, though each of {Records} before had it. What is read from there is empty from now on: look at what the system has changed"
    )]
    public static partial void FieldsLost(
        ILogger logger,
        string system,
        string feed,
        string fields,
        long records
    );

    [LoggerMessage(
        4008,
        LogLevel.Information,
        "{System} {Feed}: its records have changed their fields, and nothing is read from these: {Fields}"
    )]
    public static partial void FieldsChanged(
        ILogger logger,
        string system,
        string feed,
        string fields
    );
}

using Microsoft.Extensions.Logging;

namespace Tieout.Host.Hosting;

/// <summary>Log messages of the host: event ids 5000 to 5999.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(
        5000,
        LogLevel.Warning,
        "Billing through {Through:uuuu-MM-dd} waits for {Feeds}"
    )]
    public static partial void BillingWaits(ILogger logger, LocalDate through, string feeds);

    [LoggerMessage(
        5001,
        LogLevel.Warning,
        "A message that came for {System} was not accepted: {Reason}"
    )]
    public static partial void MessageRefused(ILogger logger, string system, string reason);

    [LoggerMessage(
        5002,
        LogLevel.Warning,
        "{System} sends no messages, its feeds are read every round all the same: {Reason}"
    )]
    public static partial void NotSubscribed(ILogger logger, string system, string reason);
}

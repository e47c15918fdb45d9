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
}

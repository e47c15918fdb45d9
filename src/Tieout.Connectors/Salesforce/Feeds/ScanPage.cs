namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Records that were read, and where that has led.</summary>
/// <param name="Rows">Those that were not delivered before.</param>
/// <param name="IsLast">The pass is over.</param>
/// <param name="ServerTime">When the page was answered.</param>
/// <param name="SettledBefore">
/// What has this stamp, in seconds, or a later one may change once more without one showing.
/// </param>
internal sealed record ScanPage(
    IReadOnlyList<SalesforceRow> Rows,
    ScanState Next,
    bool IsLast,
    Instant ServerTime,
    long SettledBefore
);

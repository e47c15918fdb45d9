namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Changed records in order, without those that were delivered before.</summary>
/// <param name="IsLast">The pass has come to its end for now.</param>
/// <param name="ServerTime">The server's clock, or the newest stamp where it told none.</param>
internal sealed record ScanPage(
    IReadOnlyList<ChangeKey> Changes,
    ScanState Next,
    bool IsLast,
    Instant? ServerTime
);

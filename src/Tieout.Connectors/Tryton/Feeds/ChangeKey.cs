namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>A record's place in the order of changes.</summary>
/// <param name="Stamp">When its last transaction began, in microseconds since 1970, UTC.</param>
internal sealed record ChangeKey(long Stamp, int Id)
{
    private const int TicksPerMicrosecond = 10;

    public Instant Time => InstantOf(Stamp);

    public static long StampOf(Instant instant) => instant.ToUnixTimeTicks() / TicksPerMicrosecond;

    public static Instant InstantOf(long stamp) =>
        Instant.FromUnixTimeTicks(stamp * TicksPerMicrosecond);
}

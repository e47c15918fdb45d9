namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>Instants as the stores keep them: microseconds since 1970, rounded down.</summary>
internal static class StoreTime
{
    private const long TicksPerMicrosecond = 10;

    public static long ToMicroseconds(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return (
                ticks
                - (((ticks % TicksPerMicrosecond) + TicksPerMicrosecond) % TicksPerMicrosecond)
            ) / TicksPerMicrosecond;
    }

    public static Instant FromMicroseconds(long microseconds) =>
        Instant.FromUnixTimeTicks(microseconds * TicksPerMicrosecond);
}

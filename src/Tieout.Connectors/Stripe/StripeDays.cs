namespace Tieout.Connectors.Stripe;

/// <summary>Turns days into Stripe's seconds and back.</summary>
/// <remarks>
/// A day is sent as its noon in the account's zone: whoever reads the seconds in a zone next to it
/// still sees the same day.
/// </remarks>
internal sealed class StripeDays(DateTimeZone zone)
{
    private static readonly LocalTime Noon = LocalTime.Noon;

    public long SecondsOf(LocalDate day) =>
        day.At(Noon).InZoneLeniently(zone).ToInstant().ToUnixTimeSeconds();

    public LocalDate DayOf(long seconds) => Instant.FromUnixTimeSeconds(seconds).InZone(zone).Date;
}

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>Tells the time of a simulated system.</summary>
internal sealed class DeskClock(TimeProvider time) : IClock
{
    public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(time.GetUtcNow());
}

namespace Tieout.Host.Demo.Scenarios;

/// <summary>The story's time for systems and connectors; delays last as long as they really do.</summary>
internal sealed class ScenarioTime(DemoClock clock) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => clock.GetCurrentInstant().ToDateTimeOffset();
}

namespace Tieout.Host.Demo;

/// <summary>The story's time: it runs as fast as real time and is put forward to each month's end.</summary>
internal sealed class DemoClock(TimeProvider time) : IClock
{
    private readonly Lock _gate = new();
    private Instant _start;
    private long _since = time.GetTimestamp();

    public Instant GetCurrentInstant()
    {
        lock (_gate)
        {
            return Now();
        }
    }

    /// <summary>Puts the clock forward; never back.</summary>
    public void AdvanceTo(Instant instant)
    {
        lock (_gate)
        {
            _start = Instant.Max(Now(), instant);
            _since = time.GetTimestamp();
        }
    }

    private Instant Now() => _start + Duration.FromTimeSpan(time.GetElapsedTime(_since));
}

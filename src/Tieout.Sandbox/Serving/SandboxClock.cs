namespace Tieout.Sandbox.Serving;

/// <summary>The time of a simulated system: runs as the one it is built on, and can be moved ahead.</summary>
/// <remarks>Delays and timers last as long as they would on the clock underneath.</remarks>
public sealed class SandboxClock(TimeProvider time) : TimeProvider
{
    private long _aheadTicks;

    /// <summary>Time was let pass at once: timers may be due that were set for later.</summary>
    public event EventHandler? Moved;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => time.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        time.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    /// <inheritdoc/>
    public override long GetTimestamp() => time.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) => time.CreateTimer(callback, state, dueTime, period);

    /// <summary>Lets time pass at once.</summary>
    /// <param name="time">Zero or more: no system's clock goes back.</param>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        _ = Interlocked.Add(ref _aheadTicks, time.Ticks);
        Moved?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Lets time pass until an instant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is over already.</exception>
    public void AdvanceTo(DateTimeOffset instant) => Advance(instant - GetUtcNow());
}

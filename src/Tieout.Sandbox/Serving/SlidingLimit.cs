namespace Tieout.Sandbox.Serving;

/// <summary>So many calls within any stretch of time, on the simulator's clock.</summary>
internal sealed class SlidingLimit(TimeProvider clock, int callsMax, TimeSpan span)
{
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _calls = [];

    /// <summary>How many calls may still be made now.</summary>
    public int Left
    {
        get
        {
            lock (_gate)
            {
                Forget(clock.GetUtcNow());
                return callsMax - _calls.Count;
            }
        }
    }

    /// <summary>How long until the oldest call that counts does not count any more.</summary>
    public TimeSpan ResetsIn
    {
        get
        {
            lock (_gate)
            {
                var now = clock.GetUtcNow();
                Forget(now);
                return _calls.TryPeek(out var first) ? first + span - now : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Counts a call.</summary>
    /// <returns>How long to wait when it is one too many; none when it may be made.</returns>
    public TimeSpan? Count()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            Forget(now);
            if (_calls.Count >= callsMax)
            {
                return _calls.Peek() + span - now;
            }

            _calls.Enqueue(now);
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (_calls.TryPeek(out var first) && first <= now - span)
        {
            _ = _calls.Dequeue();
        }
    }
}

namespace Tieout.Sandbox.Serving;

/// <summary>So many calls within any stretch of time, on the simulator's clock.</summary>
internal sealed class SlidingLimit(TimeProvider clock, int callsMax, TimeSpan span)
{
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _calls = [];

    /// <summary>Counts a call.</summary>
    /// <returns>How long to wait when it is one too many; none when it may be made.</returns>
    public TimeSpan? Count()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            while (_calls.TryPeek(out var first) && first <= now - span)
            {
                _ = _calls.Dequeue();
            }

            if (_calls.Count >= callsMax)
            {
                return _calls.Peek() + span - now;
            }

            _calls.Enqueue(now);
            return null;
        }
    }
}

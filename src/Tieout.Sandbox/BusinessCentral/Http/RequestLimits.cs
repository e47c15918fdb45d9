using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>What one user may ask for: so many requests in five minutes, and five at a time.</summary>
internal sealed class RequestLimits(SandboxClock clock) : IDisposable
{
    public const int RequestsMax = 6_000;

    private const int RunningMax = 5;
    private const int WaitingMax = 95;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(8);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _seen = [];
    private readonly SemaphoreSlim _running = new(RunningMax);
    private int _waiting;

    /// <summary>Counts a request; false when there were too many before it.</summary>
    public bool TryCount()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            while (_seen.TryPeek(out var first) && first <= now - Window)
            {
                _ = _seen.Dequeue();
            }

            if (_seen.Count >= RequestsMax)
            {
                return false;
            }

            _seen.Enqueue(now);
            return true;
        }
    }

    /// <summary>Waits for a place among those that run.</summary>
    /// <returns>0 with a place, else the status that the request is refused with.</returns>
    public async Task<int> EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > RunningMax + WaitingMax)
        {
            _ = Interlocked.Decrement(ref _waiting);
            return 429;
        }

        if (await _running.WaitAsync(WaitMax, cancellationToken))
        {
            return 0;
        }

        _ = Interlocked.Decrement(ref _waiting);
        return 503;
    }

    public void Leave()
    {
        _ = _running.Release();
        _ = Interlocked.Decrement(ref _waiting);
    }

    public void Dispose() => _running.Dispose();
}

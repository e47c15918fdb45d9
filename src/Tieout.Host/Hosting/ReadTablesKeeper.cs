using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage;

namespace Tieout.Host.Hosting;

/// <summary>Follows the log into the read tables in the background, until it is disposed.</summary>
public sealed class ReadTablesKeeper : IAsyncDisposable
{
    private readonly IEventLog _log;
    private readonly ReadModelFollower _follower;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Task _following;
    private TaskCompletionSource _moved = NewSignal();

    private ReadTablesKeeper(IEventLog log, ReadModelFollower follower)
    {
        _log = log;
        _follower = follower;
        _following = Task.Run(FollowAsync);
    }

    /// <summary>Ends only when the tables cannot be kept any more, with the reason, or when this is
    /// disposed.</summary>
    public Task Following => _following;

    /// <summary>Takes the read tables over and starts to follow.</summary>
    public static async Task<ReadTablesKeeper> StartAsync(
        HubStore store,
        CancellationToken cancellationToken
    ) =>
        new(
            store.Log,
            await ReadModelFollower.ClaimAsync(
                store.Log,
                store.Tables,
                Environment.MachineName,
                cancellationToken
            )
        );

    /// <summary>Returns when the tables hold an event of the log.</summary>
    /// <exception cref="FollowerLostException">Another process has claimed the tables.</exception>
    /// <exception cref="EventUnreadableException">The log holds what this version cannot read.
    /// </exception>
    public async Task WaitForAsync(long sequence, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_gate)
            {
                moved = _moved.Task;
            }

            if (_follower.Offset >= sequence)
            {
                return;
            }

            await (await Task.WhenAny(moved, _following).WaitAsync(cancellationToken));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_following);
        await _follower.DisposeAsync();
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task FollowAsync()
    {
        while (true)
        {
            var head = await _log.WaitBeyondAsync(_follower.Offset, _stop.Token);
            await _follower.CatchUpAsync(head, _stop.Token, _ => Signal());
            Signal();
        }
    }

    private void Signal()
    {
        lock (_gate)
        {
            _moved.TrySetResult();
            _moved = NewSignal();
        }
    }
}

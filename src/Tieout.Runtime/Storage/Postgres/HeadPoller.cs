using Npgsql;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Postgres;

/// <summary>Looks for other processes' appends while somebody waits for them.</summary>
internal sealed class HeadPoller : IAsyncDisposable
{
    private readonly PostgresReads _reads;
    private readonly HeadSignal _head;
    private readonly TimeSpan _interval;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    public HeadPoller(PostgresReads reads, HeadSignal head, TimeSpan interval)
    {
        _reads = reads;
        _head = head;
        _interval = interval;
        _loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _loop;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(_interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                if (_head.IsAwaited)
                {
                    await PollAsync();
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The log closes.
        }
    }

    private async Task PollAsync()
    {
        try
        {
            _head.Advance(await _reads.ReadHeadAsync(_stopping.Token));
        }
        catch (NpgsqlException)
        {
            // The database is away: whoever reads or appends reports it; the next tick asks again.
        }
    }
}

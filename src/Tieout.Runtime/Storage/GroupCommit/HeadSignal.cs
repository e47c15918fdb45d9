namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>The highest sequence that this process knows to be durable, and a bell for those who
/// wait for a higher one.</summary>
internal sealed class HeadSignal(long head)
{
    private readonly Lock _gate = new();
    private long _head = head;
    private int _waiting;
    private TaskCompletionSource _moved = NewBell();

    public long Head
    {
        get
        {
            lock (_gate)
            {
                return _head;
            }
        }
    }

    public bool IsAwaited => Volatile.Read(ref _waiting) > 0;

    public void Advance(long head)
    {
        TaskCompletionSource moved;
        lock (_gate)
        {
            if (head <= _head)
            {
                return;
            }

            _head = head;
            if (_waiting == 0)
            {
                return;
            }

            moved = _moved;
            _moved = NewBell();
        }

        moved.TrySetResult();
    }

    /// <summary>Wakes all who wait, with an error: the log is closed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _moved.TrySetException(new ObjectDisposedException(nameof(IEventLog)));

            // Nobody may be there to look at it.
            _ = _moved.Task.Exception;
        }
    }

    public async Task<long> WaitBeyondAsync(long sequence, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Task moved;
                lock (_gate)
                {
                    if (_head > sequence)
                    {
                        return _head;
                    }

                    moved = _moved.Task;
                }

                await moved.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static TaskCompletionSource NewBell() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

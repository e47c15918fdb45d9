using System.Collections.Concurrent;

namespace Tieout.Connectors.NetSuite;

/// <summary>Lets only so many calls to an account be under way at a time.</summary>
/// <remarks>
/// NetSuite counts the calls of all integrations of an account together and turns down what is too
/// much. So there is one gate for an account in this process, whatever connections and flows call.
/// Those who wait are let in in the order in which they came.
/// </remarks>
internal sealed class NetSuiteGate
{
    private static readonly ConcurrentDictionary<string, NetSuiteGate> Accounts = new(
        StringComparer.OrdinalIgnoreCase
    );

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private int _limit = int.MaxValue;
    private int _inside;

    private NetSuiteGate() { }

    /// <summary>The account's gate. Where connections differ about the limit, the lowest is kept.</summary>
    public static NetSuiteGate Of(NetSuiteOptions options)
    {
        var gate = Accounts.GetOrAdd(
            $"{options.Service.Authority}/{options.Account}",
            _ => new NetSuiteGate()
        );
        lock (gate._lock)
        {
            gate._limit = Math.Min(gate._limit, options.ConcurrentCalls);
        }

        return gate;
    }

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> place;
        lock (_lock)
        {
            if (_inside < _limit && _waiting.Count == 0)
            {
                _inside++;
                return;
            }

            place = _waiting.AddLast(
                new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
            );
        }

        await using var stop = cancellationToken.Register(() => GiveUp(place, cancellationToken));
        await place.Value.Task;
    }

    public void Leave()
    {
        lock (_lock)
        {
            _inside--;
            while (_inside < _limit && _waiting.First is { } next)
            {
                _waiting.RemoveFirst();
                if (next.Value.TrySetResult())
                {
                    _inside++;
                }
            }
        }
    }

    private void GiveUp(
        LinkedListNode<TaskCompletionSource> place,
        CancellationToken cancellationToken
    )
    {
        lock (_lock)
        {
            if (place.Value.TrySetCanceled(cancellationToken))
            {
                _waiting.Remove(place);
            }
        }
    }
}

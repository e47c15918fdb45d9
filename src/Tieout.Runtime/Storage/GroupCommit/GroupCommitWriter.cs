using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>The one writer of a process: takes all waiting appends into one transaction.</summary>
/// <remarks>It does not linger to fill a group: under load the commit before is the linger. The
/// fence has two layers: the streams' ends as this process knows them, which keep an append
/// behind a failed one from leaving a hole, and the store's unique index over (stream, version),
/// which holds against other processes.</remarks>
internal sealed class GroupCommitWriter : IAsyncDisposable
{
    private readonly IAppendStore _store;
    private readonly HeadSignal _head;
    private readonly GroupCommitLimits _limits;
    private readonly Channel<AppendRequest> _queue;
    private readonly Dictionary<StreamId, StreamTail> _tails = [];
    private readonly Task _loop;

    public GroupCommitWriter(IAppendStore store, HeadSignal head, GroupCommitLimits limits)
    {
        _store = store;
        _head = head;
        _limits = limits;
        _queue = Channel.CreateBounded<AppendRequest>(
            new BoundedChannelOptions(limits.AppendsQueuedMax) { SingleReader = true }
        );
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Queues an append, before it first yields unless the queue is full.</summary>
    public async Task<long> AppendAsync(
        StreamId stream,
        long expectedVersion,
        IReadOnlyList<NewEvent> events,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = AppendRequest.Create(stream, expectedVersion, events);
        if (!_queue.Writer.TryWrite(request))
        {
            try
            {
                await _queue.Writer.WriteAsync(request, cancellationToken);
            }
            catch (ChannelClosedException e)
            {
                throw new ObjectDisposedException("The event log is closed.", e);
            }
        }

        return await request.Task;
    }

    /// <summary>Takes no more appends, stores those that wait, and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_queue.Writer.TryComplete())
        {
            await _loop;
            await _store.DisposeAsync();
        }
    }

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            if (_tails.Count > _limits.StreamsRememberedMax)
            {
                _tails.Clear();
            }

            await CommitAllAsync(TakeGroup());
        }
    }

    private List<AppendRequest> TakeGroup()
    {
        var group = new List<AppendRequest>();
        long events = 0;
        long bytes = 0;
        while (_queue.Reader.TryPeek(out var next))
        {
            events += next.Events.Count;
            bytes += next.Bytes;
            var full = events > _limits.EventsPerCommitMax || bytes > _limits.BytesPerCommitMax;
            if (group.Count > 0 && full)
            {
                break;
            }

            if (_queue.Reader.TryRead(out var taken))
            {
                group.Add(taken);
            }
        }

        return group;
    }

    /// <summary>Commits a group; one that the store refuses is split until the culprit stands
    /// alone. The parts keep their order.</summary>
    private async Task CommitAllAsync(List<AppendRequest> group)
    {
        var parts = new Stack<List<AppendRequest>>([group]);
        while (parts.TryPop(out var part))
        {
            foreach (var smaller in await CommitAsync(part))
            {
                parts.Push(smaller);
            }
        }
    }

    /// <summary>Answers all appends of a group, or none of them.</summary>
    /// <returns>The parts to try on their own, last one first; none when all are
    /// answered.</returns>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Whatever the store throws, its callers must be answered: outcome unknown."
    )]
    private async Task<IReadOnlyList<List<AppendRequest>>> CommitAsync(List<AppendRequest> group)
    {
        List<AppendRequest> fit = group;
        try
        {
            await LoadTailsAsync(group);
            fit = Admit(group);
            if (fit.Count > 0)
            {
                Confirm(fit, await _store.CommitAsync(fit));
            }

            return [];
        }
        catch (UniqueViolationException e) when (fit.Count > 1)
        {
            fit.ForEach(request => request.Tail.Next = request.Tail.Version);
            return Split(fit, e.Culprit);
        }
        catch (UniqueViolationException e)
        {
            await RefuseAsync(fit[0], e);
            return [];
        }
        catch (Exception e)
        {
            fit.ForEach(request => FailUnknown(request, e));
            return [];
        }
    }

    /// <summary>Asks the store for streams that are unknown, or that another process may have
    /// moved on.</summary>
    private async Task LoadTailsAsync(List<AppendRequest> group)
    {
        HashSet<StreamId>? stale = null;
        foreach (var request in group)
        {
            if (!_tails.TryGetValue(request.Stream, out var tail))
            {
                (stale ??= []).Add(request.Stream);
            }
            else if (tail.Next == request.ExpectedVersion)
            {
                tail.Next += request.Events.Count;
            }
            else if (tail.Next == tail.Version)
            {
                (stale ??= []).Add(request.Stream);
            }
        }

        foreach (var request in group)
        {
            if (_tails.TryGetValue(request.Stream, out var tail))
            {
                tail.Next = tail.Version;
            }
        }

        if (stale is not null)
        {
            foreach (var tail in await _store.LoadTailsAsync(stale))
            {
                _tails[tail.Stream] = tail;
            }
        }
    }

    private List<AppendRequest> Admit(List<AppendRequest> group)
    {
        var fit = new List<AppendRequest>(group.Count);
        foreach (var request in group)
        {
            var tail = _tails[request.Stream];
            if (tail.Next != request.ExpectedVersion)
            {
                request.SetException(
                    new StreamMovedException(request.Stream, request.ExpectedVersion)
                );
                continue;
            }

            tail.Next += request.Events.Count;
            request.Tail = tail;
            fit.Add(request);
        }

        return fit;
    }

    private void Confirm(List<AppendRequest> group, long sequence)
    {
        // Followers first: they are to see the head before the caller can ask for it.
        _head.Advance(sequence + group.Sum(request => request.Events.Count));
        foreach (var request in group)
        {
            sequence += request.Events.Count;
            request.Tail.Version = request.Tail.Next;
            request.SetResult(sequence);
        }
    }

    private static List<List<AppendRequest>> Split(List<AppendRequest> group, int culprit)
    {
        if (culprit < 0)
        {
            var middle = group.Count / 2;
            return [group[middle..], group[..middle]];
        }

        var parts = new List<List<AppendRequest>>
        {
            group[(culprit + 1)..],
            group[culprit..(culprit + 1)],
            group[..culprit],
        };
        parts.RemoveAll(part => part.Count == 0);
        return parts;
    }

    /// <summary>Finds out why the store refused a single append.</summary>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Whatever the store throws, the caller must be answered."
    )]
    private async Task RefuseAsync(AppendRequest request, UniqueViolationException refusal)
    {
        _tails.Remove(request.Stream);
        try
        {
            var tail = (await _store.LoadTailsAsync([request.Stream]))[0];
            var known = await _store.FindKnownKeysAsync(request.Stream, [.. request.Keys()]);
            request.SetException(
                tail.Version != request.ExpectedVersion
                    ? new StreamMovedException(request.Stream, request.ExpectedVersion)
                : known.Count > 0 ? new DuplicateBusinessKeyException(request.Stream, known)
                : new AppendOutcomeUnknownException(request.Stream, refusal)
            );
        }
        catch (Exception e)
        {
            FailUnknown(request, e);
        }
    }

    private void FailUnknown(AppendRequest request, Exception e)
    {
        _tails.Remove(request.Stream);
        request.TrySetException(new AppendOutcomeUnknownException(request.Stream, e));
    }
}

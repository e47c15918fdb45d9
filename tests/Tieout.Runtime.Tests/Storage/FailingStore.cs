using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Tests.Storage;

/// <summary>A store in memory that fails, or keeps the writer waiting, when it is told
/// to.</summary>
internal sealed class FailingStore : IAppendStore
{
    private readonly TaskCompletionSource _entered = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private TaskCompletionSource? _held;
    private long _head;

    public bool Fail { get; set; }

    public Dictionary<StreamId, long> Versions { get; } = [];

    /// <summary>How many events each commit held.</summary>
    public List<int> Groups { get; } = [];

    /// <summary>Completes when the first commit has begun.</summary>
    public Task Entered => _entered.Task;

    public void Hold() => _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _held!.SetResult();

    public Task<IReadOnlyList<StreamTail>> LoadTailsAsync(IReadOnlyCollection<StreamId> streams) =>
        Task.FromResult<IReadOnlyList<StreamTail>>([
            .. streams.Select(s => new StreamTail(s, 1, Versions.GetValueOrDefault(s))),
        ]);

    public async Task<long> CommitAsync(IReadOnlyList<AppendRequest> group)
    {
        _entered.TrySetResult();
        if (_held is not null)
        {
            await _held.Task;
        }

        if (Fail)
        {
            throw new IOException("The disk is gone.");
        }

        var before = _head;
        foreach (var request in group)
        {
            Versions[request.Stream] = request.ExpectedVersion + request.Events.Count;
            _head += request.Events.Count;
        }

        Groups.Add((int)(_head - before));
        return before;
    }

    public Task<IReadOnlyDictionary<string, long>> FindKnownKeysAsync(
        StreamId stream,
        IReadOnlyList<(string Key, Guid Hash)> keys
    ) => Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long>());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

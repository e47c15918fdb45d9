using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Tests.Storage;

/// <summary>The writer over a store that fails on demand.</summary>
public sealed class GroupCommitWriterTests : IAsyncDisposable
{
    private static readonly StreamId Stream = new("billing", "E-1");

    private readonly FailingStore _store = new();
    private readonly HeadSignal _head = new(0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_store_failure_is_reported_as_unknown_and_the_streams_end_is_asked_anew()
    {
        await using var writer = Writer(new GroupCommitLimits());
        await AppendAsync(writer, 0);
        _store.Fail = true;
        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => AppendAsync(writer, 1));

        // The store did hold the append: it failed after the commit.
        _store.Fail = false;
        _store.Versions[Stream] = 2;

        await Assert.ThrowsAsync<StreamMovedException>(() => AppendAsync(writer, 1));
        await AppendAsync(writer, 2);
        Assert.Equal(3, _store.Versions[Stream]);
    }

    [Fact]
    public async Task What_waits_behind_a_slow_commit_goes_into_one_group_up_to_the_limit()
    {
        await using var writer = Writer(new GroupCommitLimits { EventsPerCommitMax = 10 });
        _store.Hold();
        var first = AppendAsync(writer, 0);
        await _store.Entered;
        var rest = Enumerable.Range(1, 24).Select(n => AppendAsync(writer, n)).ToList();
        _store.Release();

        await Task.WhenAll(rest.Append(first));

        Assert.Equal([1, 10, 10, 4], _store.Groups);
        Assert.Equal(25, _head.Head);
    }

    [Fact]
    public async Task A_full_queue_makes_callers_wait_and_lets_them_give_up()
    {
        await using var writer = Writer(new GroupCommitLimits { AppendsQueuedMax = 2 });
        using var givingUp = new CancellationTokenSource();
        _store.Hold();
        var running = AppendAsync(writer, 0);
        await _store.Entered;
        var queued = new[] { AppendAsync(writer, 1), AppendAsync(writer, 2) };
        var waiting = writer.AppendAsync(Stream, 3, [Event()], givingUp.Token);

        await givingUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _store.Release();

        await Task.WhenAll([running, .. queued]);
        Assert.Equal(3, _store.Versions[Stream]);
    }

    [Fact]
    public async Task Streams_are_forgotten_before_they_fill_the_memory()
    {
        await using var writer = Writer(new GroupCommitLimits { StreamsRememberedMax = 10 });
        for (var n = 0; n < 50; n++)
        {
            await writer.AppendAsync(new("s", $"{n % 25}"), n / 25, [Event()], Token);
        }

        Assert.Equal(50, _head.Head);
    }

    private static NewEvent Event() => new("a", 1, new byte[] { 1 }, null, null);

    private static Task<long> AppendAsync(GroupCommitWriter writer, long version) =>
        writer.AppendAsync(Stream, version, [Event()], Token);

    private GroupCommitWriter Writer(GroupCommitLimits limits) => new(_store, _head, limits);
}

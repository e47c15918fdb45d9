using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Storage;

public abstract partial class EventLogConformance
{
    [Fact]
    public async Task A_long_stream_is_read_whole_and_from_the_middle()
    {
        for (var n = 0; n < 3; n++)
        {
            var events = Enumerable.Range(n * 700, 700).Select(i => Event($"{i}")).ToArray();
            await AppendAsync(Billing, n * 700, events);
            await AppendAsync(new StreamId("billing", "between"), n, Event("between"));
        }

        var read = await ReadAsync(Billing);
        var tail = await ReadAsync(Billing, after: 2_090);

        Assert.Equal(Enumerable.Range(0, 2_100).Select(i => $"{i}"), read.Select(Text));
        Assert.Equal(Enumerable.Range(2_091, 10).Select(v => (long)v), tail.Select(e => e.Version));
        Assert.Empty(await ReadAsync(new StreamId("billing", "nobody")));
    }

    [Fact]
    public async Task Pages_of_the_whole_log_join_without_overlap()
    {
        for (var n = 0; n < 25; n++)
        {
            await AppendAsync(new StreamId("paged", $"s{n % 3}"), n / 3, Event($"{n}"));
        }

        Assert.Equal(10, (await Log.ReadAllAsync(0, 10, Token)).Count);
        Assert.Equal([11, 12], (await Log.ReadAllAsync(10, 2, Token)).Select(e => e.Sequence));
        Assert.Equal(5, (await Log.ReadAllAsync(20, 10, Token)).Count);
        Assert.Empty(await Log.ReadAllAsync(25, 10, Token));
    }

    [Fact]
    public async Task A_page_of_heavy_events_ends_early_and_loses_none()
    {
        var heavy = new byte[3 * 1024 * 1024];
        for (var n = 0; n < 5; n++)
        {
            await Log.AppendAsync(Billing, n, [new("scan", 1, heavy, null, null)], Token);
        }

        Assert.Equal(3, (await Log.ReadAllAsync(0, 100, Token)).Count);
        Assert.Equal(5, (await ReadAsync(Billing)).Count);
    }

    [Fact]
    public async Task Who_waits_for_the_next_event_is_woken_by_it()
    {
        Assert.Equal(0, await Log.GetHeadAsync(Token));
        var waiting = Log.WaitBeyondAsync(0, Token);
        Assert.False(waiting.IsCompleted);

        await AppendAsync(Billing, 0, Event("a"), Event("b"));

        Assert.Equal(2, await waiting.WaitAsync(TimeSpan.FromSeconds(5), Token));
        Assert.Equal(2, await Log.WaitBeyondAsync(1, Token));
    }

    [Fact]
    public async Task Who_waits_is_woken_by_another_writers_event_too()
    {
        var rival = await OpenOwnedAsync(rival: true);
        var waiting = Log.WaitBeyondAsync(0, Token);

        await rival.AppendAsync(Billing, 0, [Event("a")], Token);

        Assert.Equal(1, await waiting.WaitAsync(TimeSpan.FromSeconds(5), Token));
    }

    [Fact]
    public async Task Who_waits_can_give_up_and_is_told_when_the_log_closes()
    {
        using var givingUp = new CancellationTokenSource();
        var patient = Log.WaitBeyondAsync(0, Token);
        var impatient = Log.WaitBeyondAsync(0, givingUp.Token);

        await givingUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        await Log.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => patient);
    }

    [Fact]
    public async Task The_streams_of_a_category_are_listed_in_order()
    {
        var keys = Enumerable.Range(0, 700).Select(n => $"E-{n}").ToList();
        await Task.WhenAll(keys.Select(k => AppendAsync(new("engagement", k), 0, Event("a"))));
        await AppendAsync(new StreamId("engagements", "elsewhere"), 0, Event("a"));
        await OutcomeAsync(new StreamId("engagement", "refused"), 9, Event("a"));

        var listed = await Log.ListStreamsAsync("engagement", Token).ToListAsync(Token);

        Assert.Equal(keys.Order(StringComparer.Ordinal), listed.Select(s => s.Key));
        Assert.Empty(await Log.ListStreamsAsync("nothing", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task The_newest_snapshot_is_kept()
    {
        Assert.Null(await Log.ReadSnapshotAsync(Billing, Token));
        await Log.WriteSnapshotAsync(Billing, new(1, 1, new byte[] { 9 }), Token);
        Assert.Null(await Log.ReadSnapshotAsync(Billing, Token));
        await AppendAsync(Billing, 0, Event("a"), Event("b"), Event("c"));

        await Log.WriteSnapshotAsync(Billing, new(2, 1, new byte[] { 0, 255 }), Token);
        await Log.WriteSnapshotAsync(Billing, new(1, 1, new byte[] { 1 }), Token);
        await ReopenAsync();

        var snapshot = await Log.ReadSnapshotAsync(Billing, Token);
        Assert.Equal((2, 1), (snapshot!.Version, snapshot.Schema));
        Assert.Equal([0, 255], snapshot.Data.ToArray());
    }

    [Fact]
    public async Task A_follower_goes_on_where_it_was_left()
    {
        var claim = await Log.ClaimFollowerAsync("erp", "node-a", Token);
        Assert.Equal(new FollowerClaim("erp", 1, 0), claim);

        claim = await Log.AdvanceFollowerAsync(claim, 5, Token);
        claim = await Log.AdvanceFollowerAsync(claim, 9, Token);
        await ReopenAsync();

        Assert.Equal(
            new FollowerClaim("erp", 2, 9),
            await Log.ClaimFollowerAsync("erp", "node-b", Token)
        );
    }

    [Fact]
    public async Task A_follower_that_was_taken_over_cannot_move_the_offset()
    {
        var stale = await Log.ClaimFollowerAsync("erp", "node-a", Token);
        var fresh = await Log.ClaimFollowerAsync("erp", "node-b", Token);

        await Assert.ThrowsAsync<FollowerLostException>(() =>
            Log.AdvanceFollowerAsync(stale, 5, Token)
        );
        var moved = await Log.AdvanceFollowerAsync(fresh, 7, Token);
        await Assert.ThrowsAsync<FollowerLostException>(() =>
            Log.AdvanceFollowerAsync(fresh, 8, Token)
        );
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            Log.AdvanceFollowerAsync(moved, 6, Token)
        );
        Assert.Equal(8, (await Log.AdvanceFollowerAsync(moved, 8, Token)).Offset);
    }
}

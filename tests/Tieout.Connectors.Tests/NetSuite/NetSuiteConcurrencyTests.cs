using Tieout.Connect;
using Tieout.Connectors.NetSuite;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>All flows of one account share what it carries out at a time.</summary>
public sealed class NetSuiteConcurrencyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sinks_and_sources_that_work_in_parallel_never_exceed_the_accounts_limit()
    {
        await using var target = await NetSuiteUnderTest.OpenAsync(isRealTime: true);
        var samples = new SampleDocuments(target);
        _ = await target.Sink.WriteAsync(samples.Party(), found: null, Token);
        await target.Desk.PreferAsync("processingMilliseconds", 20);
        // A second connection is set to more than there is: the lowest counts for all.
        var other = target.Owned(target.Options(concurrentCalls: 50));
        ISource source = target.OwnedSource(target.Options());

        var writes = Enumerable
            .Range(1, 12)
            .Select(i =>
                WriteAsync(
                    i % 2 == 0 ? target.Sink : other,
                    samples.Invoice(FormattableString.Invariant($"{i}"), i)
                )
            );
        var reads = Enumerable.Range(1, 4).Select(_ => ReadAsync(source));
        await Task.WhenAll(writes.Concat(reads));

        var load = await target.Desk.RehearseAsync(HttpMethod.Get, "load");
        Assert.Equal(0, (int)load["turnedDown"]!);
        Assert.Equal(5, (int)load["most"]!);
        for (var i = 1; i <= 12; i++)
        {
            Assert.Equal(
                1,
                await target.PostingsAsync(FormattableString.Invariant($"T-{i}"), Token)
            );
        }
    }

    [Fact]
    public async Task Calls_that_others_leave_no_room_for_are_tried_again_later()
    {
        await using var target = await NetSuiteUnderTest.OpenAsync(isRealTime: true);
        await target.Sink.CheckAsync(Token);
        await target.Desk.PreferAsync("concurrency", 0);

        for (var i = 0; i < 8; i++)
        {
            var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
                target.Sink.CheckAsync(Token)
            );
            Assert.Equal(ConnectorFault.Transient, failure.Fault);
        }
    }

    [Fact]
    public async Task One_who_gives_up_waiting_leaves_no_place_taken()
    {
        await using var target = await NetSuiteUnderTest.OpenAsync(isRealTime: true);
        await target.Desk.PreferAsync("processingMilliseconds", 300);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var busy = Enumerable.Range(0, 5).Select(_ => target.Sink.CheckAsync(Token)).ToList();
        var waiting = Enumerable
            .Range(0, 5)
            .Select(_ => target.Sink.CheckAsync(stop.Token))
            .ToList();
        await stop.CancelAsync();

        await Task.WhenAll(busy);
        foreach (var one in waiting)
        {
            _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        }

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => target.Sink.CheckAsync(Token)));
    }

    private static async Task WriteAsync(ISink sink, Delivery delivery)
    {
        Assert.Empty(await sink.FindAsync(delivery, Token));
        _ = await sink.WriteAsync(delivery, found: null, Token);
    }

    private static async Task ReadAsync(ISource source)
    {
        await foreach (var page in source.ReadAsync(NetSuiteSource.Payments, Cursor.Start, Token))
        {
            Assert.Empty(page.Rejected);
        }
    }
}

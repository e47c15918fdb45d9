using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Storage;

public abstract partial class EventLogConformance
{
    [Fact]
    public async Task Sixty_four_writers_at_once_leave_one_order_without_a_gap()
    {
        const int Writers = 64;
        const int Appends = 25;
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(w =>
                    Task.Run(
                        async () =>
                        {
                            var stream = new StreamId("load", $"s{w}");
                            for (var n = 0; n < Appends; n++)
                            {
                                await AppendAsync(stream, n * 2, Event("a", $"a{n}"), Event("b"));
                            }
                        },
                        Token
                    )
                )
        );

        var all = await AssertWholeAsync(Writers * Appends * 2);
        Assert.Equal(Writers, all.Select(e => e.Stream).Distinct().Count());
    }

    [Fact]
    public async Task Appends_that_are_queued_in_a_row_are_stored_in_that_order()
    {
        var appends = Enumerable.Range(0, 300).Select(n => AppendAsync(Billing, n, Event($"{n}")));

        await Task.WhenAll(appends.ToList());

        var texts = (await ReadAsync(Billing)).Select(Text);
        Assert.Equal(Enumerable.Range(0, 300).Select(n => $"{n}"), texts);
    }

    [Fact]
    public async Task Of_two_that_both_believe_they_own_a_stream_one_wins()
    {
        var rival = await OpenOwnedAsync(rival: true);
        var streams = Enumerable.Range(0, 50).Select(n => new StreamId("fence", $"s{n}")).ToList();
        await Task.WhenAll(streams.Select(s => AppendAsync(s, 0, Event("mine"))));
        await Task.WhenAll(streams.Select(s => rival.AppendAsync(s, 1, [Event("theirs")], Token)));

        var outcomes = await Task.WhenAll(
            streams.SelectMany(s =>
                new[]
                {
                    OutcomeAsync(Log, s, 2, Event("mine again"), Event("and again")),
                    OutcomeAsync(rival, s, 2, Event("theirs again"), Event("and again")),
                }
            )
        );

        Assert.Equal(50, outcomes.Count(o => o is Outcome.Stored));
        Assert.Equal(50, outcomes.Count(o => o is Outcome.Moved));
        await AssertWholeAsync(50 * 4);

        // Who lost reloads, and goes on.
        foreach (var stream in streams)
        {
            var version = (await ReadAsync(stream))[^1].Version;
            Assert.Equal(Outcome.Stored, await OutcomeAsync(Log, stream, version, Event("on")));
            Assert.Equal(
                Outcome.Stored,
                await OutcomeAsync(rival, stream, version + 1, Event("on"))
            );
        }

        await AssertWholeAsync(50 * 6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_append_at_another_version_than_the_streams_is_refused(long expected)
    {
        await AppendAsync(Billing, 0, Event("a"), Event("b"));

        var refused = await Assert.ThrowsAsync<StreamMovedException>(() =>
            AppendAsync(Billing, expected, Event("c"))
        );

        Assert.Equal((Billing, expected), (refused.Stream, refused.ExpectedVersion));
        await AssertWholeAsync(2);
    }

    [Fact]
    public async Task What_is_queued_behind_a_refused_append_of_its_stream_is_refused_too()
    {
        await AppendAsync(Billing, 0, Event("hours", "TE-7"));
        var other = new StreamId("billing", "other");

        var before = OutcomeAsync(other, 0, Event("unrelated"));
        var refused = OutcomeAsync(Billing, 1, Event("again", "TE-7"));
        var behind = OutcomeAsync(Billing, 2, Event("seven"));
        var farBehind = OutcomeAsync(Billing, 3, Event("eight"), Event("nine"));
        var after = OutcomeAsync(other, 1, Event("unrelated"));

        Assert.Equal(
            [Outcome.Stored, Outcome.Duplicate, Outcome.Moved, Outcome.Moved, Outcome.Stored],
            await Task.WhenAll(before, refused, behind, farBehind, after)
        );
        await AssertWholeAsync(3);
        Assert.Equal(Outcome.Stored, await OutcomeAsync(Billing, 1, Event("after a reload")));
    }

    [Fact]
    public async Task An_append_that_is_cancelled_before_it_starts_stores_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Log.AppendAsync(Billing, 0, [Event("a")], cancelled.Token)
        );

        Assert.Equal(0, await Log.GetHeadAsync(Token));
    }

    [Fact]
    public async Task Closing_stores_what_waits_and_refuses_what_comes()
    {
        var waiting = Enumerable
            .Range(0, 500)
            .Select(n => AppendAsync(new StreamId("close", $"s{n}"), 0, Event("a")))
            .ToList();

        await Log.DisposeAsync();

        await Task.WhenAll(waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            AppendAsync(Billing, 0, Event("late"))
        );
        await ReopenAsync();
        await AssertWholeAsync(500);
    }
}

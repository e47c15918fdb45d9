using System.Globalization;
using System.Text;
using NodaTime.Testing;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Storage;

/// <summary>What every event log must do. Each store derives from it.</summary>
public abstract partial class EventLogConformance : IAsyncLifetime
{
    private readonly List<IEventLog> _opened = [];

    protected static readonly StreamId Billing = new("billing", "E-1001");

    protected FakeClock Clock { get; } = new(Instant.FromUtc(2026, 3, 31, 22, 15));

    protected IEventLog Log { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Log = await OpenOwnedAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var log in _opened)
        {
            await log.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_appended_is_read_back_as_it_was()
    {
        var all = Enumerable.Range(0, 256).Select(b => (byte)b).ToArray();
        NewEvent[] events =
        [
            new("invoice-issued", 3, all, "INV-1 – Ärger/𝄞", 17),
            new("note-added", 1, ReadOnlyMemory<byte>.Empty, null, null),
        ];

        var last = await Log.AppendAsync(Billing, 0, events, Token);

        var read = await ReadAsync(Billing);
        Assert.Equal(2, last);
        Assert.Equal([1, 2], read.Select(e => e.Sequence));
        Assert.Equal([1, 2], read.Select(e => e.Version));
        Assert.Equal(("invoice-issued", 3), (read[0].Type, read[0].Schema));
        Assert.Equal(("INV-1 – Ärger/𝄞", 17L), (read[0].BusinessKey, read[0].Cause));
        Assert.Equal(all, read[0].Data.ToArray());
        Assert.Equal((null, null, 0), (read[1].BusinessKey, read[1].Cause, read[1].Data.Length));
        Assert.All(read, e => Assert.Equal(Clock.GetCurrentInstant(), e.At));
        Assert.All(read, e => Assert.Equal(Billing, e.Stream));
    }

    [Fact]
    public async Task Everything_is_still_there_after_a_restart()
    {
        await AppendAsync(Billing, 0, Event("a", "k1"), Event("b"));
        await AppendAsync(new StreamId("billing", "E-2"), 0, Event("c"));
        var before = await Log.ReadAllAsync(0, 100, Token);

        await ReopenAsync();

        var after = await Log.ReadAllAsync(0, 100, Token);
        Assert.Equal(before.Select(Describe), after.Select(Describe));
        Assert.Equal(3, await Log.GetHeadAsync(Token));
        Assert.Equal(4, await AppendAsync(Billing, 2, Event("d")));
    }

    [Fact]
    public async Task A_megabyte_in_one_event_is_kept_byte_for_byte()
    {
        var data = new byte[1024 * 1024];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = (byte)(i * 31 % 251);
        }

        await Log.AppendAsync(Billing, 0, [new("scan", 1, data, null, null)], Token);

        Assert.Equal(data, (await ReadAsync(Billing)).Single().Data.ToArray());
    }

    [Fact]
    public async Task A_business_key_that_is_known_is_refused_and_nothing_of_its_append_is_kept()
    {
        var first = await AppendAsync(Billing, 0, Event("hours", "TE-7"));

        var refused = await Assert.ThrowsAsync<DuplicateBusinessKeyException>(() =>
            AppendAsync(Billing, 1, Event("other"), Event("hours again", "TE-7"))
        );

        Assert.Equal(first, refused.KnownKeys["TE-7"]);
        Assert.Equal(["hours"], (await ReadAsync(Billing)).Select(Text));
        Assert.Equal(2, await AppendAsync(Billing, 1, Event("next")));
    }

    [Fact]
    public async Task The_same_key_is_another_fact_in_another_stream()
    {
        await AppendAsync(Billing, 0, Event("a", "TE-7"));

        Assert.Equal(2, await AppendAsync(new StreamId("billing", "E-2"), 0, Event("b", "TE-7")));
    }

    [Fact]
    public async Task A_refused_append_does_not_touch_the_others_of_its_commit()
    {
        var streams = Enumerable.Range(0, 200).Select(n => new StreamId("mixed", $"s{n}")).ToList();
        await Task.WhenAll(streams.Select(s => AppendAsync(s, 0, Event("first", "k"))));

        // Every tenth sends a key again; all of them wait in the queue together.
        var outcomes = await Task.WhenAll(
            streams.Select(
                (s, n) => OutcomeAsync(s, 1, Event("x"), Event("y", n % 10 == 0 ? "k" : "l"))
            )
        );

        Assert.Equal(20, outcomes.Count(o => o is Outcome.Duplicate));
        Assert.Equal(180, outcomes.Count(o => o is Outcome.Stored));
        await AssertWholeAsync(200 + 360);
    }

    [Fact]
    public async Task Known_keys_are_found_for_ever_even_after_a_restart()
    {
        await AppendAsync(Billing, 0, Event("a", "k1"), Event("b"), Event("c", "k2"));
        await ReopenAsync();

        var known = await Log.FindKnownKeysAsync(Billing, ["k2", "k3", "k1"], Token);

        Assert.Equal(2, known.Count);
        Assert.Equal((1, 3), (known["k1"], known["k2"]));
        Assert.Empty(await Log.FindKnownKeysAsync(new("billing", "unknown"), ["k1"], Token));
        await Assert.ThrowsAsync<DuplicateBusinessKeyException>(() =>
            AppendAsync(Billing, 3, Event("again", "k1"))
        );
    }

    [Fact]
    public async Task Thousands_of_keys_are_looked_up_at_once()
    {
        var events = Enumerable.Range(0, 1500).Select(n => Event("e", $"k{n}")).ToArray();
        await AppendAsync(Billing, 0, events);

        var asked = Enumerable.Range(0, 3000).Select(n => $"k{n}").ToList();
        var known = await Log.FindKnownKeysAsync(Billing, asked, Token);

        Assert.Equal(1500, known.Count);
        Assert.Equal(1500, known["k1499"]);
    }

    [Fact]
    public async Task Text_that_a_store_would_choke_on_is_refused_before_it_is_queued()
    {
        string[] broken = ["", "a\0b", "half \ud800 pair", new('x', 600)];
        foreach (var text in broken)
        {
            await Assert.ThrowsAsync<ArgumentException>(() =>
                AppendAsync(Billing, 0, Event("a", text))
            );
            await Assert.ThrowsAsync<ArgumentException>(() =>
                AppendAsync(new StreamId("billing", text), 0, Event("a"))
            );
        }

        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(Billing, 0));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            AppendAsync(Billing, 0, Event("a", "k"), Event("b", "k"))
        );
        Assert.Equal(0, await Log.GetHeadAsync(Token));
    }

    /// <summary>Opens the store anew, as a hub does that starts.</summary>
    protected abstract Task<IEventLog> OpenAsync();

    /// <summary>A second writer that takes itself for the owner: another process's log where the
    /// store allows several, else the same log.</summary>
    protected abstract Task<IEventLog> OpenRivalAsync();

    protected async Task<IEventLog> OpenOwnedAsync(bool rival = false)
    {
        var log = rival ? await OpenRivalAsync() : await OpenAsync();
        _opened.Add(log);
        return log;
    }

    protected async Task ReopenAsync()
    {
        await Log.DisposeAsync();
        _opened.Remove(Log);
        Log = await OpenOwnedAsync();
    }

    protected static NewEvent Event(string text, string? key = null) =>
        new("test", 1, Encoding.UTF8.GetBytes(text), key, null);

    protected static string Text(StoredEvent e) => Encoding.UTF8.GetString(e.Data.Span);

    protected static string Describe(StoredEvent e) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{e.Sequence} {e.Stream} {e.Version} {e.Type} {e.At} {e.BusinessKey} {Text(e)}"
        );

    protected Task<long> AppendAsync(StreamId stream, long version, params NewEvent[] events) =>
        Log.AppendAsync(stream, version, events, Token);

    protected async Task<IReadOnlyList<StoredEvent>> ReadAsync(StreamId stream, long after = 0) =>
        await Log.ReadStreamAsync(stream, after, Token).ToListAsync(Token);

    protected Task<Outcome> OutcomeAsync(StreamId stream, long version, params NewEvent[] events) =>
        OutcomeAsync(Log, stream, version, events);

    protected static async Task<Outcome> OutcomeAsync(
        IEventLog log,
        StreamId stream,
        long version,
        params NewEvent[] events
    )
    {
        try
        {
            await log.AppendAsync(stream, version, events, Token);
            return Outcome.Stored;
        }
        catch (StreamMovedException)
        {
            return Outcome.Moved;
        }
        catch (DuplicateBusinessKeyException)
        {
            return Outcome.Duplicate;
        }
    }

    /// <summary>Reads the whole log: sequences and every stream's versions run without a hole.
    /// </summary>
    protected async Task<IReadOnlyList<StoredEvent>> AssertWholeAsync(long events)
    {
        var all = new List<StoredEvent>();
        IReadOnlyList<StoredEvent> page;
        do
        {
            page = await Log.ReadAllAsync(all.Count, 700, Token);
            all.AddRange(page);
        } while (page.Count > 0);

        Assert.Equal(events, all.Count);
        Assert.Equal(events, await Log.GetHeadAsync(Token));
        Assert.Equal(
            Enumerable.Range(1, all.Count).Select(n => (long)n),
            all.Select(e => e.Sequence)
        );
        foreach (var stream in all.GroupBy(e => e.Stream))
        {
            Assert.Equal(
                Enumerable.Range(1, stream.Count()).Select(n => (long)n),
                stream.Select(e => e.Version)
            );
        }

        return all;
    }
}

using CsCheck;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Storage;

public abstract partial class EventLogConformance
{
    private static readonly Gen<Plan> GenPlan =
        from stream in Gen.Int[0, 3]
        from slip in Gen.Frequency((8, Gen.Const(0)), (1, Gen.Const(-1)), (1, Gen.Const(1)))
        from keys in Gen.Int[-8, 40].Array[1, 4]
        select new Plan(stream, slip, keys);

    [Fact]
    public async Task Any_interleaving_of_appends_ends_as_a_simple_list_would()
    {
        var sample = 0;
        await GenPlan
            .Array[1, 12]
            .Array[1, 6]
            .SampleAsync(
                waves => CheckAsync(waves, Interlocked.Increment(ref sample)),
                iter: 40,
                threads: 1
            );
    }

    /// <summary>The appends of a wave are all queued before the first is answered; their expected
    /// versions trust that those before them succeed.</summary>
    private async Task CheckAsync(Plan[][] waves, int sample)
    {
        var model = new EventLogModel();
        var start = await Log.GetHeadAsync(Token);
        foreach (var wave in waves)
        {
            var hoped = new Dictionary<StreamId, long>();
            var running =
                new List<(
                    StreamId Stream,
                    long Expected,
                    NewEvent[] Events,
                    Task<Outcome> Outcome
                )>();
            foreach (var plan in wave)
            {
                var stream = new StreamId("model", $"{sample}-{plan.Stream}");
                var version = hoped.GetValueOrDefault(stream, model.Version(stream));
                var expected = Math.Max(0, version + plan.Slip);
                var events = plan.Events();
                hoped[stream] = version + (expected == version ? events.Length : 0);
                running.Add((stream, expected, events, OutcomeAsync(stream, expected, events)));
            }

            var unlucky = new HashSet<StreamId>();
            foreach (var (stream, expected, events, outcome) in running)
            {
                var actual = await outcome;

                // Behind a refused append the log may refuse what a list would take: the caller
                // reloads. It never takes what a list would refuse.
                if (actual is Outcome.Moved && unlucky.Contains(stream))
                {
                    continue;
                }

                Assert.Equal(model.Append(stream, expected, events), actual);
                if (actual is not Outcome.Stored)
                {
                    unlucky.Add(stream);
                }
            }
        }

        await AssertSameAsync(model, start);
    }

    private async Task AssertSameAsync(EventLogModel model, long start)
    {
        var stored = await Log.ReadAllAsync(start, EventLogLimits.EventsPerPageMax, Token);
        Assert.Equal(
            model.All.Select(e =>
                (e.Stream, e.Event.BusinessKey, Convert.ToHexString(e.Event.Data.Span))
            ),
            stored.Select(e => (e.Stream, e.BusinessKey, Convert.ToHexString(e.Data.Span)))
        );
        foreach (var stream in model.All.Select(e => e.Stream).Distinct())
        {
            var keys = Enumerable.Range(0, 41).Select(n => $"k{n}").ToList();
            var known = await Log.FindKnownKeysAsync(stream, keys, Token);
            var expected = stored
                .Where(e => e.Stream == stream && e.BusinessKey is not null)
                .ToDictionary(e => e.BusinessKey!, e => e.Sequence, StringComparer.Ordinal);
            Assert.Equal(expected.OrderBy(k => k.Value), known.OrderBy(k => k.Value));
            Assert.Equal(model.Version(stream), (await ReadAsync(stream)).Count);
        }
    }

    /// <summary>One append to make: negative keys stand for events without a key.</summary>
    private sealed record Plan(int Stream, int Slip, IReadOnlyList<int> Keys)
    {
        public NewEvent[] Events() =>
            [
                .. Keys.Distinct()
                    .Select(key => Event($"{Stream}/{key}", key < 0 ? null : $"k{key}")),
            ];
    }
}

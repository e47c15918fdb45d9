using System.Text.Json;
using NodaTime.Testing;
using Tieout.Connect;
using Tieout.Connectors.Rest;

namespace Tieout.Connectors.Tests.TimeTrackers;

/// <summary>Reads a simulated time tracker on and on, as the hub does.</summary>
internal sealed class TrackerReader : IDisposable
{
    private readonly TrackerSandbox? _sandbox;
    private readonly FakeClock _clock;
    private readonly Dictionary<string, Cursor> _places = new(StringComparer.Ordinal);
    private readonly List<RejectedRecord> _rejected = [];

    private TrackerReader(TrackerSandbox? sandbox, RestSource source, FakeClock clock)
    {
        _sandbox = sandbox;
        _clock = clock;
        Source = source;
    }

    public RestSource Source { get; }

    /// <summary>What could not be understood so far.</summary>
    public IReadOnlyList<RejectedRecord> Rejected => _rejected;

    public static TrackerReader Of(
        string kind,
        TrackerSandbox sandbox,
        IReadOnlyDictionary<string, string> settings,
        string secret = "rehearsal"
    ) => Of(kind, sandbox, sandbox.Address, settings, secret);

    /// <summary>One that only receives.</summary>
    public static TrackerReader Of(
        string kind,
        Uri address,
        IReadOnlyDictionary<string, string> settings,
        string secret
    ) => Of(kind, sandbox: null, address, settings, secret);

    private static TrackerReader Of(
        string kind,
        TrackerSandbox? sandbox,
        Uri address,
        IReadOnlyDictionary<string, string> settings,
        string secret
    )
    {
        var clock = new FakeClock(Instant.FromUtc(2026, 3, 16, 12, 0));
        var options = new RestOptions
        {
            System = "tracker",
            Manifest = BuiltInManifests.Find(kind)!,
            Address = address,
            Settings = settings,
            Secret = _ => secret,
        };
        return new TrackerReader(
            sandbox,
            new RestSource(options, clock, TimeProvider.System),
            clock
        );
    }

    public static IReadOnlyDictionary<string, JsonElement> Json(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    /// <summary>What has come since the last time.</summary>
    public async Task<IReadOnlyList<TFact>> ReadAsync<TFact>(string feed)
    {
        _sandbox!.Time.Advance(TimeSpan.FromSeconds(1));
        _clock.Reset(Instant.FromDateTimeOffset(_sandbox.Time.GetUtcNow()));
        var facts = new List<TFact>();
        var named = Source.Feeds.Single(x => string.Equals(x.Name, feed, StringComparison.Ordinal));
        await foreach (
            var page in Source.ReadAsync(
                named,
                _places.GetValueOrDefault(feed, Cursor.Start),
                TestContext.Current.CancellationToken
            )
        )
        {
            facts.AddRange(page.Records.Select(x => (TFact)(object)x.Fact));
            _rejected.AddRange(page.Rejected);
            _places[feed] = page.Next;
        }

        return facts;
    }

    public void Dispose() => Source.Dispose();
}

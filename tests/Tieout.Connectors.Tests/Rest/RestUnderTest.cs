using NodaTime.Testing;
using Tieout.Connect;
using Tieout.Connectors.Rest;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>A test server, and sources and sinks that speak with it as a manifest says.</summary>
internal sealed class RestUnderTest : IAsyncDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 31, 12, 0);

    private readonly ManifestFile _file = new();
    private readonly List<IDisposable> _owned = [];

    private RestUnderTest(TestServer server) => Server = server;

    public TestServer Server { get; }

    public FakeClock Clock { get; } = new(Now);

    /// <summary>Time-outs and pauses; the machine's own unless a test says otherwise.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>As for who tries a manifest out.</summary>
    public bool QuotesAnswers { get; set; }

    public static async Task<RestUnderTest> StartAsync() =>
        new(await TestServer.StartAsync(TestContext.Current.CancellationToken));

    public RestOptions Options(string yaml, string secret = "s3cret") =>
        new()
        {
            System = "acme",
            Manifest = _file.Read(yaml),
            Address = Server.Address,
            Secret = name => name is "key" ? secret : $"{secret}-{name}",
            QuotesAnswers = QuotesAnswers,
        };

    public RestSource Source(string yaml, string secret = "s3cret")
    {
        var source = new RestSource(Options(yaml, secret), Clock, Time);
        _owned.Add(source);
        return source;
    }

    public RestSink Sink(string yaml)
    {
        var sink = new RestSink(Options(yaml), Clock, Time);
        _owned.Add(sink);
        return sink;
    }

    /// <summary>Reads the only feed to its end.</summary>
    public async Task<List<Page>> ReadAsync(string yaml, Cursor? after = null)
    {
        var source = Source(yaml);
        var pages = new List<Page>();
        await foreach (
            var page in source.ReadAsync(
                source.Feeds[^1],
                after ?? Cursor.Start,
                TestContext.Current.CancellationToken
            )
        )
        {
            pages.Add(page);
        }

        return pages;
    }

    /// <summary>Reads the only feed; nothing may be rejected.</summary>
    public async Task<List<TFact>> FactsAsync<TFact>(string yaml)
        where TFact : CanonicalFact
    {
        var pages = await ReadAsync(yaml);
        Assert.Empty(pages.SelectMany(x => x.Rejected).Select(x => x.Message));
        return [.. pages.SelectMany(x => x.Records).Select(x => Assert.IsType<TFact>(x.Fact))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        _file.Dispose();
        await Server.DisposeAsync();
    }
}

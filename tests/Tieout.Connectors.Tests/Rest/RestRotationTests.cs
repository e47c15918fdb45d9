using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Tieout.Connect;
using Tieout.Connectors.Rest;
using Tieout.Connectors.Tests.AvaTax;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Refresh tokens that are good once: none is spent twice, and none is lost.</summary>
public sealed class RestRotationTests
{
    private const string Manifest = """
        manifest: 1
        system: Acme
        secrets: { key: env:UNSET, refresh: env:UNSET }
        auth: { kind: oauth2, tokenUrl: token, grant: refresh-token, clientId: hub, clientSecret: key, refreshToken: refresh }
        check: { path: me }
        resources:
          people: { feed: resources, path: people, fields: { code: code, name: name } }
        writes:
          documents:
            find: { path: invoices, query: { ref: "{document.reference}" } }
            list: { path: invoices }
            create: { path: invoices }
            fields: { id: id, key: ref, number: number, accounting_date: day }
        """;

    private readonly ConcurrentQueue<string> _kept = new(["r1"]);
    private readonly FakeTimeProvider _time = new();
    private string _good = "r1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_source_and_sink_share_a_session()
    {
        await using var rest = await StartAsync();
        var options = Options(rest, keeps: true);
        using var source = new RestSource(options, rest.Clock, _time);
        using var sink = new RestSink(options, rest.Clock, _time);

        await source.CheckAsync(Cancellation);
        await sink.CheckAsync(Cancellation);
        _ = await sink.FindAsync(TaxedDocuments.Invoice("D-1", 100m), Cancellation);

        Assert.Equal(1, Spent(rest));
        Assert.Equal(["r1", "r2"], _kept);
    }

    [Fact]
    public async Task The_next_token_is_kept_before_anything_is_asked_with_the_answer()
    {
        await using var rest = await StartAsync();
        var options = Options(rest, keeps: true);
        using var source = new RestSource(options, rest.Clock, _time);
        var answer = rest.Server.Answer;
        rest.Server.Answer = x =>
        {
            Assert.True(x.Path is "token" || _kept.Last() is "r2");
            return answer(x);
        };

        await source.CheckAsync(Cancellation);
        Assert.Equal(2, rest.Server.Requests.Count);
    }

    [Fact]
    public async Task Another_start_goes_on_with_what_was_kept()
    {
        await using var rest = await StartAsync();
        for (var i = 0; i < 3; i++)
        {
            using var source = new RestSource(Options(rest, keeps: true), rest.Clock, _time);
            await source.CheckAsync(Cancellation);
        }

        Assert.Equal(["r1", "r2", "r3", "r4"], _kept);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_ends_is_renewed_with_the_newest_token(bool keeps)
    {
        await using var rest = await StartAsync();
        using var source = new RestSource(Options(rest, keeps), rest.Clock, _time);

        await source.CheckAsync(Cancellation);
        _time.Advance(TimeSpan.FromHours(2));
        await source.CheckAsync(Cancellation);

        Assert.Equal(2, Spent(rest));
        Assert.Equal(keeps ? ["r1", "r2", "r3"] : ["r1"], _kept);
    }

    [Fact]
    public async Task A_token_that_another_process_has_replaced_is_read_again()
    {
        await using var rest = await StartAsync();
        var answer = rest.Server.Answer;
        rest.Server.Answer = x =>
        {
            if (_good is "r1")
            {
                // The other process was faster: it has spent r1 and kept what came of it.
                _good = "r7";
                _kept.Enqueue("r7");
            }

            return answer(x);
        };
        using var source = new RestSource(Options(rest, keeps: true), rest.Clock, _time);

        await source.CheckAsync(Cancellation);

        Assert.Equal(["r1", "r7", "r8"], _kept);
    }

    [Fact]
    public async Task A_token_that_could_not_be_kept_is_not_lost()
    {
        await using var rest = await StartAsync();
        var isFull = true;
        var options = Options(rest, keeps: true, () => isFull);
        using var source = new RestSource(options, rest.Clock, _time);

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            source.CheckAsync(Cancellation)
        );
        isFull = false;
        await source.CheckAsync(Cancellation);

        Assert.Equal("the store is full", fault.Message);
        Assert.Equal(["r1", "r2", "r3"], _kept);
    }

    [Fact]
    public async Task A_token_that_is_being_spent_is_kept_although_nobody_waits_any_more()
    {
        await using var rest = await StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var answer = rest.Server.Answer;
        rest.Server.Answer = x =>
        {
            // The old one is spent here; who asked is gone before the new one is told.
            var told = answer(x);
            stop.Cancel();
            return told;
        };
        using var source = new RestSource(Options(rest, keeps: true), rest.Clock, _time);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            source.CheckAsync(stop.Token)
        );

        Assert.Equal(["r1", "r2"], _kept);
    }

    [Fact]
    public async Task A_spent_token_is_the_administrators_whatever_the_rules_say()
    {
        await using var rest = await StartAsync();
        _good = "r9";
        using var source = new RestSource(
            rest.Options(
                Manifest
                    + "\nerrors: [ { status: 4xx, fault: transient } ]\nlimits: { attempts: 1 }"
            ),
            rest.Clock,
            _time
        );

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            source.CheckAsync(Cancellation)
        );

        Assert.Equal(ConnectorFault.Settings, fault.Fault);
        Assert.Equal(
            $"POST token at {rest.Server.Address} was answered with 400: invalid_grant. Check the secrets of the "
                + "system in hub.yaml. The refresh token may be spent or expired: get a new one. One that the system "
                + "replaces at each use has to be in the store of secrets (store:NAME).",
            fault.Message
        );
    }

    private async Task<RestUnderTest> StartAsync()
    {
        var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = request =>
        {
            if (request.Path is not "token")
            {
                return new TestAnswer("[]");
            }

            if (!request.Body.Contains($"refresh_token={_good}&", StringComparison.Ordinal))
            {
                return new TestAnswer("""{ "error": "invalid_grant" }""", 400);
            }

            _good = $"r{int.Parse(_good[1..], CultureInfo.InvariantCulture) + 1}";
            return new TestAnswer(
                $$"""{ "access_token": "a-{{_good}}", "refresh_token": "{{_good}}", "expires_in": 3600 }"""
            );
        };
        return rest;
    }

    private RestOptions Options(RestUnderTest rest, bool keeps, Func<bool>? isFull = null)
    {
        var options = rest.Options(Manifest);
        return new RestOptions
        {
            System = options.System,
            Manifest = options.Manifest,
            Address = options.Address,
            Secret = name => name is "refresh" ? _kept.Last() : "s3cret",
            Keep = (name, value) =>
            {
                Assert.Equal("refresh", name);
                if (isFull?.Invoke() is true)
                {
                    throw new ConnectorException(ConnectorFault.Settings, "the store is full");
                }

                if (keeps)
                {
                    _kept.Enqueue(value);
                }

                return keeps;
            },
        };
    }

    private static int Spent(RestUnderTest rest) =>
        rest.Server.Requests.Count(x => x.Path is "token");
}

using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Tieout.Connect;
using Tieout.Connectors.Tests.AvaTax;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Who has to act on an answer, and how much is asked of a system.</summary>
public sealed class RestFaultTests
{
    [Theory]
    [InlineData(401, "{}", ConnectorFault.Settings, null)]
    [InlineData(
        403,
        """{ "error": { "message": "daily limit" } }""",
        ConnectorFault.Transient,
        null
    )]
    [InlineData(403, "{}", ConnectorFault.Settings, null)]
    [InlineData(404, "{}", ConnectorFault.Contract, null)]
    [InlineData(302, "", ConnectorFault.Contract, null)]
    [InlineData(429, "{}", ConnectorFault.Transient, null)]
    [InlineData(500, "<html>", ConnectorFault.Transient, null)]
    [InlineData(200, """{ "errors": ["UserError"] }""", ConnectorFault.Refused, null)]
    [InlineData(
        400,
        """{ "code": "E-17", "text": "Period is closed" }""",
        ConnectorFault.Refused,
        "PERIOD_CLOSED"
    )]
    public async Task An_answer_is_classified_by_the_rules_and_else_by_its_status(
        int status,
        string body,
        ConnectorFault fault,
        string? reason
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(body, status);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(
                Manifest(
                    """
                    limits: { attempts: 1 }
                    errors:
                      - { status: 403, path: error.message, matches: limit, fault: transient }
                      - { status: 2xx, path: errors, fault: refused, message: "errors[0]" }
                      - { status: [400, 422], path: code, matches: ^E-17$, fault: refused, reason: PERIOD_CLOSED, message: text }
                    """
                )
            )
        );

        Assert.Equal((fault, reason), (failure.Fault, failure.Reason));
    }

    [Fact]
    public async Task A_call_is_named_with_the_settings_and_without_what_records_say()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x =>
            x.Path.EndsWith("people", StringComparison.Ordinal)
                ? new TestAnswer("""[{ "id": "ida" }]""")
                : new TestAnswer("{}", 403);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(
                """
                manifest: 1
                system: Acme
                settings: { team: t-7 }
                resources:
                  entries:
                    feed: time
                    path: "teams/{settings.team}/people/{each.id}/entries"
                    each: { path: "teams/{settings.team}/people" }
                    changes: { kind: whole }
                    fields: { id: id, project: p, resource: r, work_date: d, seconds: s, status: t }
                """
            )
        );

        Assert.Contains(
            "GET teams/t-7/people/{each.id}/entries",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{ "Message": "Token expired" }""", "Token expired")]
    [InlineData(
        """{ "error": { "message": { "lang": "en", "value": "No such field" } } }""",
        "No such field"
    )]
    [InlineData("""{ "exc_type": "X", "exception": "frappe.X: closed" }""", "frappe.X: closed")]
    [InlineData("""[{ "errorCode": "E", "message": "Bad id" }]""", "Bad id")]
    [InlineData(
        """{ "Fault": { "Error": [{ "Message": "Bad", "Detail": "Tax missing" }] } }""",
        "Tax missing"
    )]
    [InlineData("""{ "errors": ["Too long."] }""", "Too long")]
    [InlineData("""{ "errors": [] }""", """{ "errors": [] }""")]
    [InlineData("{}", "no message")]
    [InlineData(
        """{ "fault":  { "text": "no such thing" } }""",
        """{ "fault": { "text": "no such thing" } }"""
    )]
    [InlineData("<html>\n<body>Please log in</body>", "<html> <body>Please log in</body>")]
    public async Task What_a_system_says_is_found_where_systems_say_it(string body, string said)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.QuotesAnswers = true;
        rest.Server.Answer = _ => new TestAnswer(body, 404);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest("limits: { attempts: 1 }"))
        );

        Assert.Equal(
            $"GET people at {rest.Server.Address} was answered with 404: {said}.",
            failure.Message
        );
    }

    /// <summary>A hub keeps its messages, and an answer may say what persons are called and paid.</summary>
    [Fact]
    public async Task What_stands_in_no_usual_place_is_quoted_only_where_it_is_asked_for()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("""{ "validation": { "email": "ada@x" } }""", 404);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest("limits: { attempts: 1 }"))
        );

        Assert.EndsWith(
            " was answered with 404: no message.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Nor where it is cut off, nor where it has several lines, which stand in one there.</summary>
    [Theory]
    [InlineData("key-of-many-letters-0123456789")]
    [InlineData("key-of\nmany-letters\n0123456789")]
    public async Task No_part_of_a_secret_is_in_what_is_quoted_of_an_answer(string key)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.QuotesAnswers = true;
        var body = $"{new string('x', 175)} {key} and more";
        rest.Server.Answer = _ => new TestAnswer(body, 404);
        var source = rest.Source(
            Manifest(
                "secrets: { key: env:KEY }\nauth: { kind: query, parameter: k, secret: key }\nlimits: { attempts: 1 }"
            ),
            key
        );

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            source.CheckAsync(TestContext.Current.CancellationToken)
        );

        Assert.Contains("xxx", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("key-", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("many-", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Message.Length < 300, failure.Message);
    }

    [Theory]
    [InlineData(302, "Location", "/login?token=abc", "302: it sends on to /login.")]
    [InlineData(429, "Retry-After", "3600", "429: no message, Retry-After: 3600.")]
    public async Task A_header_that_says_what_is_meant_is_told(
        int status,
        string header,
        string value,
        string told
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(string.Empty, status)
        {
            Headers = { [header] = value },
        };

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest("limits: { attempts: 1 }"))
        );

        Assert.EndsWith(told, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_is_named_with_the_path_that_was_called()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer("{}", x.Method is "GET" ? 404 : 400);
        var sink = rest.Sink(
            RestWriteTests
                .Manifest()
                .Replace(
                    "path: invoices,",
                    "path: '{document.type}s/{customer.name}',",
                    StringComparison.Ordinal
                )
                .Replace(
                    "list: { path: '{document.type}s/{customer.name}'",
                    "list: { path: all",
                    StringComparison.Ordinal
                )
        );

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            sink.WriteAsync(
                TaxedDocuments.Invoice("D-1", 100m),
                null,
                TestContext.Current.CancellationToken
            )
        );

        Assert.StartsWith(
            $"POST invoices/{{customer.name}} at {rest.Server.Address} was answered with 400",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("unix-seconds", "1700000090", 90)]
    [InlineData("unix-milliseconds", "1700000090500", 90.5)]
    [InlineData("unix-seconds", "1699999999", 0)]
    [InlineData("seconds", "7", 7)]
    public async Task A_system_may_say_until_when_to_wait(string form, string text, double seconds)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        rest.Server.Answer = _ => new TestAnswer("{}", 429) { Headers = { ["X-Reset"] = text } };

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(
                Manifest(
                    $"limits: {{ attempts: 1, retryAfterHeader: X-Reset, retryAfterAs: {form} }}"
                )
            )
        );

        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.RetryAfter);
    }

    [Theory]
    [InlineData("^false$", ConnectorFault.Settings)]
    [InlineData("^true$", null)]
    public async Task A_rule_can_ask_for_what_is_false(string pattern, ConnectorFault? fault)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("""{ "admin": false, "people": [] }""");
        var manifest = Manifest(
            $"errors: [ {{ status: 200, path: admin, matches: {pattern}, fault: settings }} ]",
            "people"
        );

        var thrown = await Record.ExceptionAsync(() => rest.ReadAsync(manifest));

        Assert.Equal(fault, (thrown as ConnectorException)?.Fault);
    }

    [Fact]
    public async Task An_empty_list_of_errors_is_no_error()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("""{ "errors": [], "people": [] }""");

        await rest.ReadAsync(
            Manifest("errors: [ { status: 2xx, path: errors, fault: refused } ]", "people")
        );

        Assert.Single(rest.Server.Requests);
    }

    [Fact]
    public async Task A_system_that_is_busy_is_asked_again_after_as_long_as_it_says()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var asked = 0;
        rest.Server.Answer = _ =>
            ++asked > 1
                ? new TestAnswer("[]")
                : new TestAnswer("{}", 429) { Headers = { ["X-Resets-In"] = "0.3" } };
        var watch = Stopwatch.StartNew();

        await rest.ReadAsync(Manifest("limits: { retryAfterHeader: X-Resets-In }"));

        // Without the header it would be a whole second.
        Assert.Equal(2, asked);
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(0.29), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_system_that_wants_a_long_pause_is_left_until_the_next_round()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("{}", 503)
        {
            Headers = { ["Retry-After"] = "3600" },
        };

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest("limits: { waitMax: 60s }"))
        );

        Assert.Equal(ConnectorFault.Transient, failure.Fault);
        Assert.Equal(TimeSpan.FromHours(1), failure.RetryAfter);
        Assert.Single(rest.Server.Requests);
    }

    [Fact]
    public async Task No_more_is_asked_than_the_system_allows()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("[]");
        var source = rest.Source(Manifest("limits: { requests: 2, per: 1s }"));
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < 5; i++)
        {
            await source.CheckAsync(TestContext.Current.CancellationToken);
        }

        // Two at once, two after a second, one after two; the limiter counts in tenths.
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(1.6), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_broken_connection_of_a_read_is_nobodys_fault()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(string.Empty, 0);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest("limits: { attempts: 1 }"))
        );

        Assert.Equal(ConnectorFault.Transient, failure.Fault);
    }

    private static string Manifest(string more, string records = "$") =>
        $$"""
            manifest: 1
            system: Acme
            resources:
              people:
                feed: resources
                path: people
                records: {{records}}
                fields: { code: code, name: name }
            """
        + "\n"
        + more;
}

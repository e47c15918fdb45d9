using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Tieout.Connect;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Every way to prove who asks, and no secret in a message.</summary>
public sealed class RestAuthTests
{
    [Theory]
    [InlineData(
        "{ kind: basic, user: ada, password: key }",
        "Authorization",
        "Basic YWRhOnMzY3JldA=="
    )]
    [InlineData("{ kind: basic, userSecret: key }", "Authorization", "Basic czNjcmV0Og==")]
    [InlineData(
        "{ kind: basic, userSecret: key, fixedPassword: api_token }",
        "Authorization",
        "Basic czNjcmV0OmFwaV90b2tlbg=="
    )]
    [InlineData("{ kind: header, header: X-Key, secret: key }", "X-Key", "s3cret")]
    [InlineData(
        "{ kind: header, header: Authorization, scheme: Token, secret: key }",
        "Authorization",
        "Token s3cret"
    )]
    [InlineData("{ kind: bearer, secret: key }", "Authorization", "Bearer s3cret")]
    public async Task A_header_proves_who_asks(string auth, string header, string value)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("[]");

        await rest.ReadAsync(Manifest(auth));

        Assert.Equal(value, Assert.Single(rest.Server.Requests).Headers[header]);
    }

    [Fact]
    public async Task Headers_may_have_further_keys_and_no_message_has_them()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            $$"""{ "message": "bad {{x.Headers["X-Application"]}}" }""",
            403
        );
        var source = rest.Source(
            "headers: { X-Application: 'app {secrets.other}' }\n"
                + "errors: [{ status: 403, fault: settings, message: message }]\n"
                + Manifest("{ kind: header, header: X-Key, secret: key }")
                    .Replace(
                        "path: people,",
                        "path: people, headers: { X-Third: '{secrets.key}' },",
                        StringComparison.Ordinal
                    )
        );

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            source.CheckAsync(TestContext.Current.CancellationToken)
        );

        var headers = Assert.Single(rest.Server.Requests).Headers;
        Assert.Equal("app s3cret-other", headers["X-Application"]);
        Assert.Equal(("s3cret", "s3cret"), (headers["X-Key"], headers["X-Third"]));
        Assert.Contains("bad", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_the_query_is_escaped_and_stays_out_of_messages()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("{}", 403);
        var source = rest.Source(
            Manifest("{ kind: query, parameter: api_key, secret: key }"),
            "a&b=c"
        );

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            source.CheckAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal("a&b=c", Assert.Single(rest.Server.Requests).Of("api_key"));
        Assert.Equal(ConnectorFault.Settings, fault.Fault);
        Assert.DoesNotContain("a&b", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "grant: client-credentials",
        "grant_type=client_credentials&client_id=hub&client_secret=s3cret&scope=time"
    )]
    [InlineData(
        "grant: refresh-token, refreshToken: other",
        "grant_type=refresh_token&refresh_token=s3cret-other&client_id=hub&client_secret=s3cret&scope=time"
    )]
    public async Task A_token_of_oauth_is_asked_for_once_and_renewed_when_it_expires(
        string grant,
        string form
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        var time = new FakeTimeProvider();
        rest.Time = time;
        var tokens = 0;
        rest.Server.Answer = request =>
            request.Path is "token"
                ? new TestAnswer(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""{ "access_token": "t{{++tokens}}", "expires_in": 600 }"""
                    )
                )
                : new TestAnswer("[]");
        var source = rest.Source(
            Manifest(
                $"{{ kind: oauth2, tokenUrl: token, {grant}, clientId: hub, clientSecret: key, parameters: {{ scope: time }} }}"
            )
        );

        await source.CheckAsync(TestContext.Current.CancellationToken);
        await source.CheckAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(580));
        await source.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(form, rest.Server.Requests.First().Body);
        Assert.Equal(
            ["Bearer t1", "Bearer t1", "Bearer t2"],
            rest.Server.Requests.Where(x => x.Path is "people")
                .Select(x => x.Headers["Authorization"])
        );
    }

    [Fact]
    public async Task A_session_that_the_system_has_ended_is_renewed_once()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var logins = 0;
        rest.Server.Answer = request =>
            request.Path is "login" ? new TestAnswer($$"""{ "session": { "id": {{++logins}} } }""")
            : request.Headers["X-Session"] is "2" ? new TestAnswer("[]")
            : new TestAnswer("{}", 401);

        await rest.ReadAsync(
            Manifest(
                "{ kind: login, path: login, body: { user: hub, password: '{secrets.key}' }, token: session.id, header: X-Session }"
            )
        );

        Assert.Equal(
            ["login", "people", "login", "people"],
            rest.Server.Requests.Select(x => x.Path)
        );
        Assert.Equal("""{"user":"hub","password":"s3cret"}""", rest.Server.Requests.First().Body);
    }

    [Fact]
    public async Task A_session_that_two_requests_found_ended_is_renewed_once()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var logins = 0;
        using var both = new CountdownEvent(2);
        rest.Server.Answer = request =>
        {
            if (request.Path is "login")
            {
                return new TestAnswer(
                    $$"""{ "session": { "id": {{Interlocked.Increment(ref logins)}} } }"""
                );
            }

            if (request.Headers["X-Session"] is "2")
            {
                return new TestAnswer("[]");
            }

            // Both were sent with the first session before either learns that it has ended.
            both.Signal();
            both.Wait(TestContext.Current.CancellationToken);
            return new TestAnswer("{}", 401);
        };
        var source = rest.Source(
            Manifest(
                "{ kind: login, path: login, body: { password: '{secrets.key}' }, token: session.id, header: X-Session }"
            )
        );

        await Task.WhenAll(
            source.CheckAsync(TestContext.Current.CancellationToken),
            source.CheckAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal(2, logins);
    }

    [Fact]
    public async Task A_form_for_a_token_is_a_form_whatever_other_bodies_are()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = request => new TestAnswer(
            request.Path is "token" ? """{ "access_token": "t" }""" : "[]"
        );

        await rest.ReadAsync(
            "headers: { Content-Type: application/vnd.api+json, X-Version: '2' }\n"
                + Manifest("{ kind: oauth2, tokenUrl: token, clientId: hub, clientSecret: key }")
        );

        var token = rest.Server.Requests.First();
        Assert.StartsWith(
            "application/x-www-form-urlencoded",
            token.Headers["Content-Type"],
            StringComparison.Ordinal
        );
        Assert.Equal("2", token.Headers["X-Version"]);
    }

    [Fact]
    public async Task Wrong_client_credentials_are_the_administrators_and_are_not_tried_forever()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("""{ "error": "invalid_client" }""", 401);

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(
                Manifest(
                    "{ kind: oauth2, tokenUrl: token, clientId: hub, clientSecret: key, client: header }"
                )
            )
        );

        Assert.Equal(ConnectorFault.Settings, fault.Fault);
        Assert.Contains("invalid_client", fault.Message, StringComparison.Ordinal);
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("hub:s3cret"));
        Assert.All(rest.Server.Requests, x => Assert.Equal(basic, x.Headers["Authorization"]));
        Assert.InRange(rest.Server.Requests.Count, 1, 2);
    }

    private static string Manifest(string auth) =>
        $$"""
            manifest: 1
            system: Acme
            secrets: { key: env:UNSET, other: env:UNSET }
            auth: {{auth}}
            resources:
              people: { feed: resources, path: people, fields: { code: code, name: name } }
            """;
}

using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Systems that are asked with a body for everything, the password included.</summary>
public sealed class RestBodyTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Call = """
        method: POST
            body: { args: [db, "{secrets.key}", { offset: "{page}", limit: 2 }] }
        """;

    [Fact]
    public async Task A_body_has_the_secret_and_the_place_of_the_page()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            Args(x)[2]!["offset"]!.GetValue<int>() is 0
                ? """[{ "code": "a", "name": "A" }, { "code": "b", "name": "B" }]"""
                : """[{ "code": "c", "name": "C" }]"""
        );

        var people = await rest.FactsAsync<Resource>(Manifest(Call));

        Assert.Equal(["a", "b", "c"], people.Select(x => x.Code.Value));
        Assert.Equal(
            [0, 2],
            rest.Server.Requests.Select(x => Args(x)[2]!["offset"]!.GetValue<int>())
        );
        Assert.All(
            rest.Server.Requests,
            x => Assert.Equal("s3cret", Args(x)[1]!.GetValue<string>())
        );
        Assert.All(rest.Server.Requests, x => Assert.Empty(x.Query));
    }

    [Fact]
    public async Task What_the_system_repeats_of_a_body_is_not_told()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            $$"""{ "message": "no such user: s3cret" }""",
            400
        );

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(
                Manifest(Call, "errors: [{ status: 400, fault: settings, message: message }]")
            )
        );

        Assert.Contains("no such user", fault.Message, Ordinal);
        Assert.DoesNotContain("s3cret", fault.ToString(), Ordinal);
    }

    [Theory]
    [InlineData("{secrets.key}", "{secrets.kei}", "'kei' is not one of the secrets (key)")]
    [InlineData(
        "method: POST",
        "method: POST\n    query: { k: \"{secrets.key}\" }",
        "}' is no placeholder here"
    )]
    public void A_secret_that_is_not_named_or_not_in_a_body_is_refused(
        string good,
        string bad,
        string problem
    )
    {
        using var file = new ManifestFile();

        var problems = file.Problems(Manifest(Call.Replace(good, bad, Ordinal)));

        Assert.Contains(problem, Assert.Single(problems), Ordinal);
    }

    private static JsonArray Args(TestRequest request) =>
        JsonNode.Parse(request.Body)!["args"]!.AsArray();

    private static string Manifest(string call, string more = "") =>
        $$"""
            manifest: 1
            system: Acme
            secrets: { key: env:UNSET }
            {{more}}
            resources:
              people:
                feed: resources
                path: /
                {{call}}
                paging: { kind: offset, size: 2, end: short-page }
                fields: { code: code, name: name }
            """;
}

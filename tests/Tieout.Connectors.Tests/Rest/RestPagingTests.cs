using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Every way to ask for the next page reads all records, once each.</summary>
public sealed class RestPagingTests
{
    private static readonly string[] Codes = ["a", "b", "c", "d", "e"];

    [Theory]
    [InlineData("records: items\n    paging: { kind: offset, size: 2, total: total }", 3)]
    [InlineData("records: items\n    paging: { kind: offset, size: 2 }", 4)]
    [InlineData("records: items\n    paging: { kind: offset, size: 2, end: short-page }", 3)]
    [InlineData("records: items\n    paging: { kind: offset, size: 50 }", 4)]
    [InlineData(
        "records: items\n    paging: { kind: page, sizeParameter: limit, size: 2, pages: pages }",
        3
    )]
    [InlineData(
        "records: items\n    paging: { kind: page, first: 0, parameter: page0, sizeParameter: limit, size: 2 }",
        4
    )]
    [InlineData("records: items\n    paging: { kind: link-header }", 3)]
    [InlineData("records: items\n    paging: { kind: next-url, next: links.next }", 3)]
    [InlineData(
        "records: items\n    paging: { kind: token, parameter: cursor, next: next, more: more }",
        3
    )]
    [InlineData("records: items\n    paging: { kind: token, parameter: cursor, next: next }", 3)]
    [InlineData(
        "query: { cursor: '{page}' }\n    records: items\n    paging: { kind: token, header: X-Next }",
        3
    )]
    [InlineData(
        "method: POST\n    body: { cursor: '{page|number}' }\n    records: items\n    paging: { kind: token, header: X-Next }",
        3
    )]
    [InlineData("records: items\n    paging: { kind: keyset, parameter: after, key: code }", 4)]
    [InlineData(
        "records: items\n    paging: { kind: keyset, parameter: after, key: code, more: more }",
        3
    )]
    [InlineData(
        "method: POST\n    body: { cursor: '{page}' }\n    records: items\n    paging: { kind: offset, size: 2, total: total }",
        3
    )]
    [InlineData(
        "method: POST\n    body: { page: '{page}' }\n    records: items\n    paging: { kind: page, size: 2, pages: pages }",
        3
    )]
    [InlineData(
        "method: POST\n    body: { after: '{page}' }\n    records: items\n    paging: { kind: keyset, key: code }",
        4
    )]
    [InlineData("records: groups[*].items", 1)]
    public async Task Every_kind_of_paging_reads_all_records(string paging, int requests)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = List;

        var people = await rest.FactsAsync<Resource>(Manifest(paging));

        Assert.Equal(Codes, people.Select(x => x.Code.Value));
        Assert.Equal(requests, rest.Server.Requests.Count);
    }

    [Fact]
    public async Task A_list_that_pages_in_a_circle_is_a_fault_and_no_endless_reading()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """{ "items": [{ "code": "a", "name": "A" }], "next": "same" }"""
        );

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(
                Manifest(
                    "records: items\n    paging: { kind: token, parameter: cursor, next: next }"
                )
            )
        );

        Assert.Equal(ConnectorFault.Contract, fault.Fault);
        Assert.Equal(2, rest.Server.Requests.Count);
    }

    [Theory]
    [InlineData("https://elsewhere.example/steal")]
    [InlineData("//elsewhere.example/steal")]
    public async Task Credentials_do_not_follow_a_next_page_to_another_host(string next)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            $$"""{ "items": [{ "code": "a", "name": "A" }], "next": "{{next}}" }"""
        );

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest("records: items\n    paging: { kind: next-url, next: next }"))
        );

        Assert.Equal(ConnectorFault.Contract, fault.Fault);
        Assert.Contains("nothing is sent there", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "data": [] }""", "has no list at 'items'; it is an object with data.")]
    [InlineData(
        """{ "data": null, "errors": [{ "message": "field x" }] }""",
        "has no list at 'items'; it is an object with data, errors. It says: field x."
    )]
    [InlineData("[]", "has no list at 'items'; it is a list.")]
    [InlineData("", "has no list at 'items'; it is empty.")]
    [InlineData("<html>Welcome", "is no JSON; it begins with '<html>Welcome'.")]
    [InlineData("""{ "message": "busy" }""", "has no list at '[*].items[*]'", "\"[*].items[*]\"")]
    [InlineData("""{ "items": { "message": "busy" } }""", "has no list at 'items[*]'", "items[*]")]
    public async Task An_answer_that_is_no_list_is_described(
        string body,
        string what,
        string records = "items"
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(body);

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest($"records: {records}"))
        );

        Assert.Equal(ConnectorFault.Contract, fault.Fault);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    private static string Manifest(string paging) =>
        $$"""
            manifest: 1
            system: Acme
            resources:
              people:
                feed: resources
                path: people
                {{paging}}
                fields: { code: code, name: name }
            """;

    /// <summary>Two at most, whatever was asked for, and everything that a next page may need.</summary>
    private static TestAnswer List(TestRequest request)
    {
        var start =
            request.Of("cursor") is { } cursor ? Number(cursor)
            : request.Body.Length > 0 ? PlaceIn(JsonNode.Parse(request.Body)!)
            : request.Of("after") is { } after ? Array.IndexOf(Codes, after) + 1
            : request.Of("page") is { } page ? (Number(page) - 1) * 2
            : request.Of("page0") is { } zero ? Number(zero) * 2
            : Number(request.Of("offset") ?? "0");
        var items = string.Join(
            ',',
            Codes.Skip(start).Take(2).Select(x => $$"""{ "code": "{{x}}", "name": "Mx {{x}}" }""")
        );
        var all = string.Join(
            ',',
            Codes.Select(x => $$"""{ "items": [{ "code": "{{x}}", "name": "Mx {{x}}" }] }""")
        );
        var next = start + 2 < Codes.Length ? start + 2 : (int?)null;
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            { "items": [{{items}}], "groups": [{{all}}], "total": 5, "pages": 3,
              "more": {{(next is null ? "false" : "true")}},
              "next": {{next?.ToString(CultureInfo.InvariantCulture) ?? "null"}},
              "links": { "next": {{(next is null ? "null" : $"\"/people?cursor={next}\"")}} } }
            """
        );
        var answer = new TestAnswer(body);
        if (next is not null)
        {
            answer.Headers["Link"] =
                $"</people?cursor=0>; rel=\"first\", </people?cursor={next}>; rel=\"next\"";
            answer.Headers["X-Next"] = next.Value.ToString(CultureInfo.InvariantCulture);
        }

        return answer;
    }

    private static int PlaceIn(JsonNode body) =>
        body["page"] is { } page ? ((int)page - 1) * 2
        : body["after"] is { } after ? Array.IndexOf(Codes, (string?)after) + 1
        : (int?)body["cursor"] ?? 0;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

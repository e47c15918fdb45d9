using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>The instant of a change, however a system writes it.</summary>
public sealed class RestStampTests
{
    [Theory]
    [InlineData(
        "stamp: at, extract: '\\((\\d+)', as: unix-milliseconds, overlap: 0s",
        "\"/Date(1772438400000+0000)/\"",
        "1772438400000"
    )]
    [InlineData(
        "stamp: at, extract: '\\d+', as: unix-milliseconds, format: 'uuuu-MM-dd HH:mm:ss', overlap: 0s",
        "\"/Date(1772438400000)/\"",
        "2026-03-02 08:00:00"
    )]
    [InlineData(
        "stamp: at, as: unix-seconds, format: \"uuuu-MM-dd'T'HH:mm:ss'Z'\", overlap: 0s",
        "1772438400",
        "2026-03-02T08:00:00Z"
    )]
    public async Task A_stamp_is_read_out_of_a_text_and_sent_in_another_form(
        string changes,
        string json,
        string sent
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer($$"""[{ "id": 1, "at": {{json}} }]""");
        var first = await rest.ReadAsync(Manifest(changes));

        var second = await rest.ReadAsync(Manifest(changes), first[^1].Next);

        Assert.Single(first.SelectMany(x => x.Records));
        Assert.Empty(second);
        Assert.Null(rest.Server.Requests.First().Of("since"));
        Assert.Equal(sent, rest.Server.Requests.Last().Of("since"));
    }

    [Theory]
    [InlineData("stamp: nope", "at 'nope' that can be read, the first has nothing there")]
    [InlineData("stamp: [nope, none]", "at 'nope' that can be read")]
    [InlineData("stamp: at", "the first has '/Date(1772438400000)/'; check stamp")]
    [InlineData(
        "stamp: at, order: ascending, extract: x(.)",
        "the first has '/Date(1772438400000)/'"
    )]
    public async Task A_page_without_any_stamp_is_a_fault_and_not_read_from_the_start_each_time(
        string changes,
        string what
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """[{ "id": 1, "at": "/Date(1772438400000)/" }]"""
        );

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest(changes))
        );

        Assert.Equal(ConnectorFault.Contract, fault.Fault);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_record_without_a_stamp_among_others_is_read()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """[{ "id": 1 }, { "id": 2, "at": "2026-03-02T08:00:00Z" }]"""
        );

        Assert.Equal(2, (await rest.FactsAsync<TimeEntry>(Manifest("stamp: at"))).Count);
    }

    private static string Manifest(string changes) =>
        $$"""
            manifest: 1
            system: Acme
            resources:
              entries:
                feed: time
                path: entries
                query: { since: "{since}" }
                changes: { kind: since, {{changes}} }
                fields:
                  id: id
                  updated_at: { value: "2026-03-02T08:00:00Z" }
                  project: { value: P }
                  resource: { value: R }
                  work_date: { value: 2026-03-02 }
                  seconds: { value: "60" }
                  status: { value: draft }
            """;
}

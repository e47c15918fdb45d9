using System.Text.Json.Nodes;
using Tieout.Connectors.Rest.Probing;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>What is written is tried out by reading.</summary>
public sealed class RestTargetProbeTests
{
    [Fact]
    public async Task The_first_page_is_shown_with_what_its_fields_come_to_and_nothing_is_written()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook();
        _ = book.Answer(Post("D-1", "posted"));
        _ = book.Answer(Post("D-2", "draft"));
        rest.Server.Answer = book.Answer;

        var report = await ProbeAsync(rest, RestWriteTests.Manifest());

        Assert.True(report.IsGood);
        var target = Assert.Single(report.Targets);
        Assert.Equal(("documents", 2), (target.Name, target.Records));
        Assert.Equal("nothing by TIEOUT-TEST-NONE, as it should be", target.Find);
        Assert.Equal(
            (2, "D-1"),
            target.Fields.Where(x => x.Column is "key").Select(x => (x.Filled, x.Example!)).Single()
        );
        Assert.All(rest.Server.Requests, x => Assert.Equal("GET", x.Method));
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_back_and_a_filter_that_does_not_filter_are_told()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """{ "items": [{ "id": 1, "ref": "D-1", "state": "Closed", "day": "2026-03-10T00:00:00" }] }"""
        );

        var report = await ProbeAsync(rest, RestWriteTests.Manifest());

        Assert.False(report.IsGood);
        Assert.Equal(
            [
                "list: A record of the target cannot be read: accounting_date '2026-03-10T00:00:00' is an instant and no day; say as: instant with the zone of the day.",
                "find: gave 1 records for TIEOUT-TEST-NONE, which nobody has; its filter does not filter.",
            ],
            Assert.Single(report.Targets).Problems
        );
    }

    private static TestRequest Post(string reference, string state) =>
        new(
            "POST",
            "invoices",
            new Dictionary<string, string>(StringComparer.Ordinal),
            new Dictionary<string, string>(StringComparer.Ordinal),
            new JsonObject { ["ref"] = reference, ["state"] = state }.ToJsonString()
        );

    private static async Task<ProbeReport> ProbeAsync(RestUnderTest rest, string manifest)
    {
        using var probe = new RestProbe(rest.Options(manifest), rest.Clock, rest.Time);
        return await probe.RunAsync(new Progress<string>(), TestContext.Current.CancellationToken);
    }
}

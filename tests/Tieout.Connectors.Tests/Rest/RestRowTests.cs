using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Rows below a record.</summary>
public sealed class RestRowTests
{
    [Theory]
    [InlineData(".", "1")]
    [InlineData("parts", "A B")]
    public async Task A_contract_without_a_list_of_lines_has_itself_as_one(
        string records,
        string lines
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """[{ "number": "K-1", "client": "C", "line": "1", "parts": [{ "line": "A" }, { "line": "B" }] }]"""
        );

        var contract = Assert.Single(
            await rest.FactsAsync<Contract>(
                $$"""
                manifest: 1
                system: Acme
                resources:
                  deals:
                    feed: contracts
                    path: deals
                    fields:
                      contract: number
                      customer: client
                      legal_entity: { value: DE }
                      currency: { value: EUR }
                      start: { value: 2026-01-01 }
                      signed: { value: "true" }
                    rows:
                      lines:
                        records: {{records}}
                        fields: { line: line, kind: { value: time-and-materials } }
                """
            )
        );

        Assert.Equal(lines, string.Join(' ', contract.Terms.Lines.Select(x => x.Id.Value)));
    }

    /// <summary>Rates whose versions, and those of a version whose rates, are lists of their own.</summary>
    [Fact]
    public async Task Rows_may_stand_in_a_list_of_their_own()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var rate = "150";
        rest.Server.Answer = x => new TestAnswer(
            x.Path switch
            {
                "versions" => """
                [{ "id": 1, "price_list": 7, "since": "2026-01-01", "otherwise": 90 },
                 { "id": 2, "price_list": 7, "since": "2026-04-01" },
                 { "id": 3, "price_list": 8, "since": "2026-01-01" },
                 { "id": 4, "price_list": 7 }]
                """,
                "rates" => $$"""
                [{ "id": 11, "version": 1, "grade": "Senior", "cents": 14050 },
                 { "id": 12, "version": 2, "grade": "Senior", "cents": {{rate}}00 },
                 { "id": 13, "version": 3, "grade": "Senior", "cents": 1 }]
                """,
                _ => """[{ "id": 7, "job": "P-1", "scale": "K" }, { "id": 9, "job": "P-2" }]""",
            }
        );

        var cards = await rest.FactsAsync<RateCard>(PriceLists);
        rate = "160";
        var again = await rest.FactsAsync<RateCard>(PriceLists);

        Assert.Equal(
            [
                "K-11 140.5 Senior 2026-01-01 2026-03-31",
                "default/2026-01-01 90 - 2026-01-01 2026-03-31",
                "K-12 150 Senior 2026-04-01 -",
            ],
            cards[0].Lines.Select(Shown)
        );
        Assert.Equal(["P-1", "P-2"], cards.Select(x => x.Reference));
        Assert.Empty(cards[1].Lines);
        Assert.Equal("K-12 160 Senior 2026-04-01 -", Shown(again[0].Lines[^1]));
    }

    [Fact]
    public async Task What_changes_in_a_list_of_rows_alone_is_told()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var cents = "14050";
        rest.Server.Answer = x => new TestAnswer(
            x.Path switch
            {
                "versions" => """[{ "id": 1, "price_list": 7, "since": "2026-01-01" }]""",
                "rates" => $$"""[{ "id": 11, "version": 1, "cents": {{cents}} }]""",
                _ => """[{ "id": 7, "job": "P-1", "scale": "K" }]""",
            }
        );

        var first = await rest.ReadAsync(PriceLists);
        var same = await rest.ReadAsync(PriceLists, first[^1].Next);
        cents = "15000";
        var changed = await rest.ReadAsync(PriceLists, first[^1].Next);

        Assert.Empty(same.SelectMany(x => x.Records));
        var card = (RateCard)Assert.Single(changed.SelectMany(x => x.Records)).Fact;
        Assert.Equal(150m, Assert.Single(card.Lines).Rate);
    }

    [Theory]
    [InlineData("lookup: versions", "needs either records, or lookup and key.")]
    [InlineData(
        "records: x, lookup: versions, key: \"{id}\"",
        "needs either records, or lookup and key."
    )]
    [InlineData("lookup: one, key: \"{id}\"", "'one' is none of the lookups that are lists")]
    public void What_is_no_list_of_rows_is_told(string rows, string problem)
    {
        using var file = new ManifestFile();
        var yaml = PriceLists.Replace(
            "lookup: versions\n        key: \"{id}\"",
            rows.Replace(", ", "\n        ", StringComparison.Ordinal),
            StringComparison.Ordinal
        );

        Assert.Contains(file.Problems(yaml), x => x.Contains(problem, StringComparison.Ordinal));
    }

    private const string PriceLists = """
        manifest: 1
        system: Acme
        lookups:
          versions: { path: versions, key: "{price_list}" }
          rates: { path: rates, key: "{version}" }
          one: { path: "versions/{key}" }
        resources:
          prices:
            feed: rate-cards
            path: prices
            fields:
              card: id
              level: { value: project }
              reference: job
              kind: { value: card }
            rows:
              versions:
                lookup: versions
                key: "{id}"
                fields:
                  from: { path: since, passOver: true }
                  default_rate: otherwise
                rows:
                  lines:
                    lookup: rates
                    key: "{id}"
                    fields:
                      # Of the price list, above the version that the rate is of.
                      line: { value: "{^^^^.scale}-{id}" }
                      grade: grade
                      rate: { path: cents, times: 0.01 }
        """;

    private static string Shown(RateLine line) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{line.Id} {line.Rate:0.##} {line.Match.Grade ?? "-"} {Day(line.From)} {Day(line.To)}"
        );

    private static string Day(LocalDate? day) =>
        day is { } known ? NodaTime.Text.LocalDatePattern.Iso.Format(known) : "-";
}

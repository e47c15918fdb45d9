using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Files;

/// <summary>Rates below their card in JSON, by version or not.</summary>
public sealed class RateRowsTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The junior's rate ends with the version that had it; the default takes over.</summary>
    [Fact]
    public async Task A_version_lasts_until_the_next_one_begins()
    {
        var card = await TakeAsync(
            """
            {"card":"RC-1","level":"project","reference":"P-1","kind":"card","versions":[{"from":"2026-07-01","default_rate":100,"lines":[{"line":"s2","rate":160,"role":"Senior"}]},{"from":"2026-01-01","lines":[{"line":"s1","rate":150,"role":"Senior"},{"line":"j1","rate":80,"role":"Junior","to":"2026-03-31"}]}]}
            """
        );

        Assert.Equal(
            [
                "s1 150 Senior 2026-01-01..2026-06-30",
                "j1 80 Junior 2026-01-01..2026-03-31",
                "s2 160 Senior 2026-07-01..",
                "default/2026-07-01 100  2026-07-01..",
            ],
            card.Lines.Select(Shown)
        );
    }

    [Fact]
    public async Task Rates_and_markups_may_stand_below_their_card()
    {
        var card = await TakeAsync(
            """
            {"card":"RC-1","level":"project","reference":"P-1","kind":"card","lines":[{"line":"s","rate":150,"role":"Senior"},{"kind":"markup","percent":10,"role":"Senior"}]}
            """
        );

        Assert.Equal(["s 150 Senior .."], card.Lines.Select(Shown));
        Assert.Equal(10m, Assert.Single(card.Markups!).Percent);
    }

    [Theory]
    [InlineData(
        """{"from":"2026-01-01"},{"from":"2026-01-01"}""",
        "is the first day of two versions of the card"
    )]
    [InlineData(
        """{"from":"2026-01-01","lines":[{"kind":"markup","percent":10}]}""",
        "markups belong to the card"
    )]
    [InlineData("""{"from":"2026-02-01","to":"2026-01-01"}""", "is before from")]
    public async Task Versions_that_contradict_each_other_are_rejected(string versions, string why)
    {
        _folder.Drop(
            "rate-cards.jsonl",
            $$"""
            {"card":"RC-1","level":"project","reference":"P-1","kind":"card","versions":[{{versions}}]}
            """
        );

        var (facts, rejected) = await _folder.TakeAsync("rate-cards");

        Assert.Empty(facts);
        Assert.Contains(why, Assert.Single(rejected).Message, StringComparison.Ordinal);
    }

    private async Task<RateCard> TakeAsync(string json)
    {
        _folder.Drop("rate-cards.jsonl", json);
        var (facts, rejected) = await _folder.TakeAsync("rate-cards");
        Assert.Empty(rejected.Select(x => x.Message));
        return Assert.IsType<RateCard>(Assert.Single(facts));
    }

    private static string Shown(RateLine line) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{line.Id} {line.Rate} {line.Match.Role} {Day(line.From)}..{Day(line.To)}"
        );

    private static string Day(LocalDate? day) =>
        day is { } known ? NodaTime.Text.LocalDatePattern.Iso.Format(known) : string.Empty;
}

using System.Globalization;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>What a project's rate card says an hour of a role costs, and from which day on.</summary>
public sealed class KantataRateCardTests
{
    private const string Feed = "rate-cards";

    [Fact]
    public async Task Versions_of_a_card_follow_each_other_and_cents_are_exact()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = Reader(office);
        var rates = await KantataPrices.StartAsync(office, "EUR");
        await rates.PriceAsync(12_005, standard: 9_999);
        await rates.PublishAsync();
        await rates.NextAsync("2026-03-01");
        await rates.RepriceAsync(13_000);
        await rates.PublishAsync();

        var card = Assert.Single(await reader.ReadAsync<RateCard>(Feed));

        Assert.Equal(
            ($"workspace-{office.Project}", RateLevel.Project, office.Project, "EUR"),
            (card.Id.Value, card.Level, card.Reference, card.Currency!.Value.Code)
        );
        Assert.Equal(
            [
                " 99.99 2026-01-01 2026-02-28",
                "Designer 120.05 2026-01-01 2026-02-28",
                " 99.99 2026-03-01 ",
                "Designer 130.00 2026-03-01 ",
            ],
            Shown(card)
        );
        Assert.Empty(reader.Rejected);
        Assert.Empty(await reader.ReadAsync<RateCard>(Feed));
    }

    [Fact]
    public async Task A_draft_of_a_version_is_not_in_force_and_does_not_end_the_one_before()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = Reader(office);
        var rates = await KantataPrices.StartAsync(office, "EUR");
        await rates.PriceAsync(12_000, standard: null);
        await rates.PublishAsync();
        await rates.NextAsync("2026-03-01");
        await rates.RepriceAsync(13_000);

        var before = Assert.Single(await reader.ReadAsync<RateCard>(Feed));
        await rates.PublishAsync();
        var after = Assert.Single(await reader.ReadAsync<RateCard>(Feed));

        Assert.Equal(["Designer 120.00 2026-01-01 "], Shown(before));
        Assert.Equal(
            ["Designer 120.00 2026-01-01 2026-02-28", "Designer 130.00 2026-03-01 "],
            Shown(after)
        );
        Assert.True(after.Version > before.Version);
    }

    /// <summary>Its rate would be one for all roles.</summary>
    [Fact]
    public async Task A_rate_of_a_role_that_is_not_there_is_told_and_not_guessed()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = Reader(office);
        var rates = await KantataPrices.StartAsync(office, "EUR");
        await rates.PriceAsync(12_000, standard: null);
        await rates.PublishAsync();
        await office.Sandbox.DoAsync("DELETE", $"{KantataOffice.Root}/roles/{rates.Role}");

        Assert.Empty(await reader.ReadAsync<RateCard>(Feed));

        var rejected = Assert.Single(reader.Rejected);
        Assert.Equal($"rate-card/workspace-{office.Project}", rejected.Identity);
        Assert.Equal("role", rejected.Field);
    }

    [Fact]
    public async Task A_project_that_loses_its_card_has_one_without_rates()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = Reader(office);
        var rates = await KantataPrices.StartAsync(office, "EUR");
        await rates.PriceAsync(12_000, standard: null);
        await rates.PublishAsync();
        Assert.Single(Assert.Single(await reader.ReadAsync<RateCard>(Feed)).Lines);

        await office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/workspaces/{office.Project}",
            """{"workspace":{"rate_card_id":null}}"""
        );

        var gone = Assert.Single(await reader.ReadAsync<RateCard>(Feed));
        Assert.Empty(gone.Lines);
        Assert.Null(gone.DefaultRate);
    }

    [Fact]
    public async Task A_currency_without_cents_is_counted_in_whole_units()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = Reader(office);
        var rates = await KantataPrices.StartAsync(office, "JPY");
        await office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/workspaces/{office.Project}",
            """{"workspace":{"currency":"JPY"}}"""
        );
        await rates.PriceAsync(15_000, standard: 0);
        await rates.PublishAsync();

        Assert.Equal(
            ["Designer 15000.00 2026-01-01 "],
            Shown(Assert.Single(await reader.ReadAsync<RateCard>(Feed)))
        );
    }

    [Fact]
    public async Task Cards_are_read_where_a_setting_says_so()
    {
        await using var office = await KantataOffice.StartAsync();
        using var without = office.Reader();
        using var no = office.Reader(("rateCards", "false"));
        using var yes = Reader(office);

        Assert.Equal(
            [false, false, true],
            new[] { without, no, yes }.Select(x => x.Source.Feeds.Any(f => f.Name is Feed))
        );
    }

    /// <summary>Of an account's administrator; the words of the refusal are not documented.</summary>
    [Fact]
    public async Task Rates_are_an_administrators_and_days_of_versions_are_taken_once()
    {
        await using var office = await KantataOffice.StartAsync();
        var rates = await KantataPrices.StartAsync(office, "EUR");
        await rates.PublishAsync();
        await rates.NextAsync("2026-01-01");

        var taken = await office.Sandbox.SendAsync(
            HttpMethod.Put,
            $"{KantataOffice.Root}/rate_card_set_versions/{rates.SetVersion}/publish",
            "{}"
        );
        await office.EntitleAsync(isAdministrator: false);
        var refused = await office.Sandbox.GetAsync($"{KantataOffice.Root}/rate_cards");

        Assert.Equal((422, 403), ((int)taken.Status, (int)refused.Status));
    }

    private static TrackerReader Reader(KantataOffice office) =>
        office.Reader(("rateCards", "true"));

    private static IEnumerable<string> Shown(RateCard card) =>
        card
            .Lines.Select(x =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{x.Match.Role} {x.Rate:0.00} {Day(x.From)} {Day(x.To)}"
                )
            )
            .OrderBy(x => x.Split(' ')[2], StringComparer.Ordinal)
            .ThenBy(x => x, StringComparer.Ordinal);

    private static string Day(LocalDate? day) =>
        day is { } known ? NodaTime.Text.LocalDatePattern.Iso.Format(known) : string.Empty;
}

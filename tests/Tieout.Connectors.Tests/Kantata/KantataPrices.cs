using System.Globalization;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>A set of rates with one card, which is the project's, in its newest version.</summary>
internal sealed class KantataPrices
{
    private readonly KantataOffice _office;
    private string _card = string.Empty;
    private string _set = string.Empty;

    private KantataPrices(KantataOffice office) => _office = office;

    public string Role { get; private set; } = string.Empty;

    public string SetVersion { get; private set; } = string.Empty;

    public static async Task<KantataPrices> StartAsync(KantataOffice office, string currency)
    {
        var prices = new KantataPrices(office)
        {
            Role = await office.AddAsync("roles", """{"role":{"name":"Designer"}}"""),
            _set = await office.AddAsync(
                "rate_card_sets",
                """{"rate_card_set":{"title":"Standard"}}"""
            ),
        };
        prices.SetVersion = await office.AddAsync(
            "rate_card_set_versions",
            prices.VersionOf("2026-01-01")
        );
        prices._card = await office.AddAsync(
            "rate_cards",
            $$"""
            {"rate_card":{"rate_card_set_id":{{prices._set}},"currency":"{{currency}}",
            "rate_card_set_version_id":{{prices.SetVersion}} } }
            """
        );
        await office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/workspaces/{office.Project}",
            $$"""{"workspace":{"rate_card_id":{{prices._card}} } }"""
        );
        return prices;
    }

    /// <summary>The rate of designers, and that of all others.</summary>
    public async Task PriceAsync(int cents, int? standard)
    {
        var version = await VersionAsync();
        await _office.AddAsync(
            "rate_card_roles",
            $$"""
            {"rate_card_role":{"rate_card_version_id":{{version}},"role_id":{{Role}},
            "rate":{{cents.ToString(CultureInfo.InvariantCulture)}} } }
            """
        );
        var rate = standard?.ToString(CultureInfo.InvariantCulture) ?? "null";
        await _office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/rate_card_versions/{version}",
            $$"""{"rate_card_version":{"default_rate":{{rate}} } }"""
        );
    }

    /// <summary>The newest version becomes another one, which is a copy of it.</summary>
    public async Task NextAsync(string day) =>
        SetVersion = await _office.AddAsync(
            $"rate_card_set_versions?clone_id={SetVersion}",
            VersionOf(day)
        );

    /// <summary>Another rate of designers.</summary>
    public async Task RepriceAsync(int cents)
    {
        var roles = await _office.Sandbox.GetAsync(
            $"{KantataOffice.Root}/rate_card_roles?rate_card_version_id={await VersionAsync()}"
        );
        await _office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/rate_card_roles/{KantataOffice.IdOf(roles.Body!)}",
            $$"""{"rate_card_role":{"rate":{{cents.ToString(CultureInfo.InvariantCulture)}} } }"""
        );
    }

    public Task PublishAsync() =>
        _office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/rate_card_set_versions/{SetVersion}/publish",
            "{}"
        );

    private async Task<string> VersionAsync()
    {
        var versions = await _office.Sandbox.GetAsync(
            $"{KantataOffice.Root}/rate_card_versions?rate_card_set_version_id={SetVersion}"
        );
        return KantataOffice.IdOf(versions.Body!);
    }

    private string VersionOf(string day) =>
        $$"""
            {"rate_card_set_version":{"rate_card_set_id":{{_set}},"effective_date":"{{day}}" } }
            """;
}

using System.Text;
using System.Text.Json.Nodes;
using Tieout.Domain.Canonical;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Time in a simulated Kantata is priced by the rate card of its project there.</summary>
public sealed class KantataRatesTests : IAsyncLifetime
{
    private HubBench _hub = null!;
    private KantataDesk _kantata = null!;
    private string _designer = string.Empty;
    private string _project = string.Empty;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubBench.StartAsync();
        _kantata = await KantataDesk.StartAsync(_hub, "legalEntity: UK", "rateCards: true");
        // The firm has no rates of its own.
        _hub.Drop(
            SmallFirm.MasterRecords.Where(x =>
                x is not RateCard and not Project and not Contract { Id.Value: not "K-1" }
            )
        );
        _designer = await AddAsync("roles", """{"role":{"name":"Designer"}}""");
        _project = await AddAsync(
            "workspaces",
            """{"workspace":{"title":"Portal","currency":"GBP"}}"""
        );
        var field = await AddAsync(
            "custom_fields",
            """{"custom_field":{"name":"Contract","subject_type":"Workspace"}}"""
        );
        await AddAsync(
            "custom_field_values",
            $$"""
            {"custom_field_value":{"custom_field_id":{{field}},"subject_type":"Workspace",
            "subject_id":{{_project}},"value":"K-1"} }
            """
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _kantata.DisposeAsync();
        await _hub.DisposeAsync();
    }

    /// <summary>
    /// Designers 100.05 until the 15th of October and 110.00 from then on, others 50.00 from then on:
    /// 60 min x 100.05 + 90 min x 110.00 + 60 min x 50.00 = 100.05 + 165.00 + 50.00 = 315.05.
    /// </summary>
    [Fact]
    public async Task The_version_of_the_day_prices_an_hour_and_no_rate_is_told()
    {
        var set = await AddAsync("rate_card_sets", """{"rate_card_set":{"title":"Standard"}}""");
        var first = await AddVersionAsync(set, "2026-10-01");
        var card = await AddAsync(
            "rate_cards",
            $$"""{"rate_card":{"rate_card_set_id":{{set}},"currency":"GBP"} }"""
        );
        await SendAsync(
            HttpMethod.Put,
            $"workspaces/{_project}",
            $$"""{"workspace":{"rate_card_id":{{card}} } }"""
        );
        await PriceAsync(first, 10_005);
        var second = await AddVersionAsync(set, "2026-10-15");
        var later = await PriceAsync(second, 11_000);
        await SendAsync(
            HttpMethod.Put,
            $"rate_card_versions/{later}",
            """{"rate_card_version":{"default_rate":5000}}"""
        );
        var ida = await InviteAsync("Ida Ito", _designer);
        var jon = await InviteAsync("Jon Jay", await AddAsync("roles", Role("Tester")));
        await TrackAsync(ida, "2026-10-14", 60);
        await TrackAsync(ida, "2026-10-15", 90);
        await TrackAsync(jon, "2026-10-15", 60);
        await TrackAsync(jon, "2026-10-14", 30);

        _ = await _hub.RunOnceAsync();

        Assert.Equal(["TO-K-1-001 posted 315.05 + 63.01"], await _hub.DocumentsAsync());
        Assert.Single(await _hub.ExceptionsAsync("NO_RATE"));
    }

    private async Task<string> AddVersionAsync(string set, string day)
    {
        var version = await AddAsync(
            "rate_card_set_versions",
            $$"""
            {"rate_card_set_version":{"rate_card_set_id":{{set}},"effective_date":"{{day}}"} }
            """
        );
        await SendAsync(HttpMethod.Put, $"rate_card_set_versions/{version}/publish", "{}");
        return version;
    }

    /// <summary>Tells the version of the card that now has a rate of designers.</summary>
    private async Task<string> PriceAsync(string setVersion, int cents)
    {
        var versions = await SendAsync(
            HttpMethod.Get,
            $"rate_card_versions?rate_card_set_version_id={setVersion}",
            json: null
        );
        var version = (string)versions["results"]![0]!["id"]!;
        await AddAsync(
            "rate_card_roles",
            FormattableString.Invariant(
                $$"""
                {"rate_card_role":{"rate_card_version_id":{{version}},"role_id":{{_designer}},"rate":{{cents}} } }
                """
            )
        );
        return version;
    }

    private static string Role(string name) => $$"""{"role":{"name":"{{name}}"} }""";

    private Task<string> InviteAsync(string name, string role) =>
        AddAsync(
            "account_invitations",
            $$"""
            {"account_invitation":{"full_name":"{{name}}","email_address":"a@rehearsal.example",
            "role_id":{{role}} } }
            """
        );

    private Task<string> TrackAsync(string person, string day, int minutes) =>
        AddAsync(
            "time_entries",
            FormattableString.Invariant(
                $$"""
                {"time_entry":{"workspace_id":{{_project}},"user_id":{{person}},
                "date_performed":"{{day}}","time_in_minutes":{{minutes}} } }
                """
            )
        );

    private async Task<string> AddAsync(string kind, string json) =>
        (string)(await SendAsync(HttpMethod.Post, kind, json))["results"]![0]!["id"]!;

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, string? json)
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri($"api/v1/{path}", UriKind.Relative)
        );
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var answer = await _kantata.Http.SendAsync(request, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }
}

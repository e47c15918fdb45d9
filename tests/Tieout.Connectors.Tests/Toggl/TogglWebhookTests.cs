using System.Text;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.Toggl;

/// <summary>Subscriptions of the simulator, and the hub as who receives them.</summary>
public sealed class TogglWebhookTests
{
    private const string Hooks = "webhooks/api/v1";

    [Fact]
    public async Task A_subscription_is_sent_events_once_its_ping_is_answered_with_the_code()
    {
        await using var office = await TogglOffice.StartAsync();
        await using var inbox = await WebhookInbox.StartAsync();
        using var reader = Reader(office, "hush");
        inbox.Answer = x => reader.Source.AnswerTo(x)?.Text;

        var made = await SubscribeAsync(office, inbox.Address);
        var ping = await inbox.NextAsync();
        Assert.Null(made["validated_at"]);
        Assert.Equal("ping", Body(ping)["payload"]!.ToString());
        Assert.Empty(reader.Source.Receive(ping));

        // One is delivered after another: with a second PING the answer to the first has been read.
        var again = $"{Hooks}/ping/4210001/{made["subscription_id"]}";
        await office.Sandbox.DoAsync("POST", again);
        _ = await inbox.NextAsync();
        await office.Sandbox.DoAsync("POST", again);
        Assert.Null(Body(await inbox.NextAsync())["validation_code"]);

        var entry = await office.TrackAsync("2026-03-02T08:00:00Z", 1800);
        var created = await inbox.NextAsync();
        Assert.Equal("time", Assert.Single(reader.Source.Receive(created)).Name);
        Assert.Null(reader.Source.AnswerTo(created));
        Assert.Equal(
            entry["id"]!.ToString(),
            Body(created)["metadata"]!["time_entry_id"]!.ToString()
        );

        await office.Sandbox.DoAsync("DELETE", $"{TogglOffice.Root}/time_entries/{entry["id"]}");
        var deleted = await inbox.NextAsync();
        Assert.Equal("deleted", Body(deleted)["metadata"]!["action"]!.ToString());
        Assert.Equal("time", Assert.Single(reader.Source.Receive(deleted)).Name);
    }

    [Fact]
    public async Task A_forgery_is_refused_and_no_code_is_told_to_it()
    {
        await using var office = await TogglOffice.StartAsync();
        await using var inbox = await WebhookInbox.StartAsync();
        await SubscribeAsync(office, inbox.Address);
        var ping = await inbox.NextAsync();
        using var reader = Reader(office, "another\n");
        Assert.True(reader.Source.TakesMessages);

        var refused = Assert.Throws<ConnectorException>(() => reader.Source.AnswerTo(ping));

        Assert.Equal(ConnectorFault.Settings, refused.Fault);
        Assert.Throws<ConnectorException>(() => reader.Source.Receive(ping));
    }

    [Fact]
    public async Task A_subscription_is_proven_by_its_address_as_well_and_only_with_its_code()
    {
        await using var office = await TogglOffice.StartAsync();
        await using var inbox = await WebhookInbox.StartAsync();
        var made = await SubscribeAsync(office, inbox.Address);
        var code = Body(await inbox.NextAsync())["validation_code"]!.ToString();
        var path = $"{Hooks}/validate/4210001/{made["subscription_id"]}";

        var wrong = await office.Sandbox.SendAsync(HttpMethod.Get, $"{path}/guessed", null);
        await office.Sandbox.DoAsync("GET", $"{path}/{code}");

        Assert.Equal(400, wrong.Status);
        var listed = await office.Sandbox.GetAsync($"{Hooks}/subscriptions/4210001");
        Assert.NotNull(listed["0.validated_at"]);
        Assert.Equal("hush", listed.Text("0.secret"));
    }

    /// <summary>The example of the vendor's documentation is proven as it says.</summary>
    [Fact]
    public async Task The_signature_is_the_hash_of_the_body_as_it_was_sent()
    {
        await using var office = await TogglOffice.StartAsync();
        using var reader = Reader(office, "PGuRrhCFajIyEvFlreKL");
        const string Sent = """{"payload":"ping","validation_code":"c0de"}""";
        var proof = System.Security.Cryptography.HMACSHA256.HashData(
            Encoding.UTF8.GetBytes("PGuRrhCFajIyEvFlreKL"),
            Encoding.UTF8.GetBytes(Sent)
        );
        var message = new WebhookMessage(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["X-Webhook-Signature-256"] = "sha256=" + Convert.ToHexStringLower(proof),
            },
            Encoding.UTF8.GetBytes(Sent),
            Instant.FromUtc(2026, 3, 16, 12, 0)
        );

        Assert.Equal(
            new WebhookAnswer("application/json", """{"validation_code":"c0de"}"""),
            reader.Source.AnswerTo(message)
        );
    }

    private static Task<JsonNode> SubscribeAsync(TogglOffice office, Uri address) =>
        office.Sandbox.DoAsync(
            "POST",
            $"{Hooks}/subscriptions/4210001",
            $$"""
            {"url_callback":"{{address}}","event_filters":[{"entity":"time_entry","action":"*"}],
            "enabled":true,"secret":"hush","description":"hub"}
            """
        );

    private static JsonNode Body(WebhookMessage message) =>
        JsonNode.Parse(Encoding.UTF8.GetString(message.Body.Span))!;

    private static TrackerReader Reader(TogglOffice office, string secret) =>
        TrackerReader.Of("toggl", office.Sandbox.Address, TogglSourceTests.Settings(), secret);
}

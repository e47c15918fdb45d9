using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>Subscriptions: handshake, notifications, expiry and renewal.</summary>
public sealed class BusinessCentralWebhookTests
{
    [Fact]
    public async Task Changes_of_a_record_are_told_as_one_and_those_of_all_subscriptions_together()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await using var receiver = await WebhookReceiver.OpenAsync();
        await SubscribeAsync(desk, receiver, "customers", "state-1");
        await SubscribeAsync(desk, receiver, "salesInvoices", "state-2");
        var customer = await desk.CustomerAsync();
        await RenameAsync(desk, customer);
        var invoice = await desk.InvoiceAsync("R-1", 10m);

        var sent = await DeliverAsync(desk);

        Assert.Equal((1, 2), (sent, receiver.Handshakes));
        var told = Assert.Single(receiver.Requests);
        Assert.Equal(
            [
                $"state-1 created api/v2.0/companies({desk.CompanyId})/customers({customer["id"]})",
                $"state-2 created api/v2.0/companies({desk.CompanyId})/salesInvoices({invoice["id"]})",
            ],
            told.Select(x => $"{x!["clientState"]} {x["changeType"]} {x["resource"]}")
        );
        Assert.Equal(0, await DeliverAsync(desk));
    }

    [Fact]
    public async Task A_receiver_that_does_not_know_the_token_gets_no_subscription()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await using var receiver = await WebhookReceiver.OpenAsync();
        receiver.IsHonest = false;

        var refusal = await desk.RefusalAsync(
            HttpMethod.Post,
            "subscriptions",
            Body(desk, receiver, "customers", "s")
        );

        Assert.Equal((400, "BadRequest"), (refusal.Status, refusal.Code));
        Assert.Empty(await desk.ListAsync("subscriptions"));
    }

    [Theory]
    [InlineData("projects")]
    [InlineData("customerPayments")]
    [InlineData("gadgets")]
    public async Task Some_sets_have_no_webhooks(string set)
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await using var receiver = await WebhookReceiver.OpenAsync();

        var refusal = await desk.RefusalAsync(
            HttpMethod.Post,
            "subscriptions",
            Body(desk, receiver, set, "s")
        );

        Assert.Equal(400, refusal.Status);
        Assert.Equal(0, receiver.Handshakes);
    }

    [Fact]
    public async Task A_subscription_ends_after_three_days_unless_it_is_renewed_with_a_handshake()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await using var receiver = await WebhookReceiver.OpenAsync();
        await SubscribeAsync(desk, receiver, "customers", "kept");
        await SubscribeAsync(desk, receiver, "items", "lost");
        var kept = (await desk.ListAsync("subscriptions")).Single(x =>
            (string)x!["clientState"]! is "kept"
        )!;
        Assert.Equal("2026-04-03T09:00:00Z", (string?)kept["expirationDateTime"]);

        desk.Clock.Advance(TimeSpan.FromDays(2));
        await desk.LogInAsync();
        var (status, renewed) = await desk.SendAsync(
            HttpMethod.Patch,
            $"subscriptions('{(string)kept["subscriptionId"]!}')",
            new JsonObject { ["clientState"] = "still kept" },
            (string)kept["@odata.etag"]!
        );
        desk.Clock.Advance(TimeSpan.FromDays(1));
        await desk.LogInAsync();

        Assert.Equal((200, 3), (status, receiver.Handshakes));
        Assert.Equal("2026-04-05T09:00:00Z", (string?)renewed!["expirationDateTime"]);
        var left = Assert.Single(await desk.ListAsync("subscriptions"))!;
        Assert.Equal("still kept", (string?)left["clientState"]);
    }

    [Theory]
    [InlineData(503, 1, 2)]
    [InlineData(410, 0, 1)]
    public async Task A_busy_receiver_is_tried_again_and_one_that_refuses_is_forgotten(
        int status,
        int subscriptions,
        int requests
    )
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await using var receiver = await WebhookReceiver.OpenAsync();
        await SubscribeAsync(desk, receiver, "customers", "s");
        await desk.CustomerAsync();
        receiver.Status = status;
        Assert.Equal(0, await DeliverAsync(desk));
        receiver.Status = 200;
        await DeliverAsync(desk);

        Assert.Equal(subscriptions, (await desk.ListAsync("subscriptions")).Count);
        Assert.Equal(requests, receiver.Requests.Count);
    }

    [Fact]
    public async Task More_changes_than_a_thousand_are_told_as_one_of_the_whole_set()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await using var receiver = await WebhookReceiver.OpenAsync();
        await SubscribeAsync(desk, receiver, "unitsOfMeasure", "s");
        for (var i = 0; i < 11; i++)
        {
            await MakeUnitsAsync(desk, i, 91 + i);
        }

        await DeliverAsync(desk);

        var told = Assert.Single(Assert.Single(receiver.Requests))!;
        Assert.Equal("collection", (string?)told["changeType"]);
        Assert.EndsWith(
            "/unitsOfMeasure?$filter=lastDateTimeModified%20gt%202026-03-31T09%3A00%3A00Z",
            (string?)told["resource"]
        );
    }

    private static async Task MakeUnitsAsync(BusinessCentralDesk desk, int batch, int count)
    {
        var calls = Enumerable
            .Range(0, Math.Min(count, 100))
            .Select(i =>
                (JsonNode)
                    new JsonObject
                    {
                        ["id"] = $"{i}",
                        ["method"] = "POST",
                        ["url"] = $"companies({desk.CompanyId})/unitsOfMeasure",
                        ["body"] = new JsonObject { ["code"] = $"{batch}-{i}" },
                    }
            );
        var (status, _) = await desk.SendAsync(
            HttpMethod.Post,
            "$batch",
            new JsonObject { ["requests"] = new JsonArray([.. calls]) }
        );
        Assert.Equal(200, status);
    }

    private static async Task<int> DeliverAsync(BusinessCentralDesk desk) =>
        (int)(await desk.RehearseAsync(HttpMethod.Post, "webhooks/deliver", []))["sent"]!;

    private static Task<JsonNode> SubscribeAsync(
        BusinessCentralDesk desk,
        WebhookReceiver receiver,
        string set,
        string state
    ) => desk.MakeAsync("subscriptions", Body(desk, receiver, set, state));

    private static JsonObject Body(
        BusinessCentralDesk desk,
        WebhookReceiver receiver,
        string set,
        string state
    ) =>
        new()
        {
            ["notificationUrl"] = receiver.Address.ToString(),
            ["resource"] = $"/api/v2.0/companies({desk.CompanyId})/{set}",
            ["clientState"] = state,
        };

    private static async Task RenameAsync(BusinessCentralDesk desk, JsonNode customer)
    {
        var (status, _) = await desk.SendAsync(
            HttpMethod.Patch,
            $"/customers({(string)customer["id"]!})",
            new JsonObject { ["displayName"] = "Renamed" },
            (string)customer["@odata.etag"]!
        );
        Assert.Equal(200, status);
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Tieout.Connect;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>The hub as who subscribes: what it asks for, when it renews, and whom it believes.</summary>
public sealed class BusinessCentralSubscriptionTests : BusinessCentralFeedTest
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invoices_are_subscribed_to_once_and_renewed_before_the_end()
    {
        await using var receiver = await WebhookReceiver.OpenAsync();

        var again = await Source.SubscribeAsync(receiver.Address, Token);
        _ = await Source.SubscribeAsync(receiver.Address, Token);

        var held = Assert.Single(await Desk.ListAsync("subscriptions"))!;
        Assert.Equal(
            $"/api/v2.0/companies({Desk.CompanyId})/salesInvoices",
            (string?)held["resource"]
        );
        Assert.Equal(receiver.Address.ToString(), (string?)held["notificationUrl"]);
        Assert.Equal("2026-04-03T09:00:00Z", (string?)held["expirationDateTime"]);
        Assert.Equal(Instant.FromUtc(2026, 3, 31, 15, 0), again);
        Assert.Equal(1, receiver.Handshakes);

        Desk.Clock.Advance(TimeSpan.FromHours(24));
        await Source.SubscribeAsync(receiver.Address, Token);
        Assert.Equal(1, receiver.Handshakes);

        Desk.Clock.Advance(TimeSpan.FromHours(1));
        await Source.SubscribeAsync(receiver.Address, Token);

        await Desk.LogInAsync();
        held = Assert.Single(await Desk.ListAsync("subscriptions"))!;
        Assert.Equal("2026-04-04T10:00:00Z", (string?)held["expirationDateTime"]);
        Assert.Equal(2, receiver.Handshakes);
    }

    [Fact]
    public async Task One_that_is_gone_is_made_again()
    {
        await using var receiver = await WebhookReceiver.OpenAsync();
        await Source.SubscribeAsync(receiver.Address, Token);
        Desk.Clock.Advance(TimeSpan.FromDays(4));

        await Source.SubscribeAsync(receiver.Address, Token);

        await Desk.LogInAsync();
        var held = Assert.Single(await Desk.ListAsync("subscriptions"))!;
        Assert.Equal("2026-04-07T09:00:00Z", (string?)held["expirationDateTime"]);
    }

    [Fact]
    public async Task A_receiver_that_cannot_be_reached_is_told_with_the_words_of_Business_Central()
    {
        await using var receiver = await WebhookReceiver.OpenAsync();
        receiver.IsHonest = false;

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            Source.SubscribeAsync(receiver.Address, Token)
        );

        Assert.Contains("could not be validated", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_invoice_does_is_a_reason_to_read_and_a_forgery_is_refused()
    {
        await using var receiver = await WebhookReceiver.OpenAsync();
        await Source.SubscribeAsync(receiver.Address, Token);
        await Desk.InvoiceAsync("T-1", 10m);
        await Desk.RehearseAsync(HttpMethod.Post, "webhooks/deliver", []);
        var told = Assert.Single(receiver.Requests);

        Assert.Equal(Source.Feeds, Source.Receive(Message(told)));

        // Other subscriptions of the same receiver may come along.
        told.Insert(0, new JsonObject { ["clientState"] = "another's" });
        Assert.Equal(Source.Feeds, Source.Receive(Message(told)));
        told.RemoveAt(1);
        var forged = Assert.Throws<ConnectorException>(() => Source.Receive(Message(told)));
        Assert.Equal(ConnectorFault.Settings, forged.Fault);
        told[0]!.AsObject().Remove("clientState");
        Assert.Throws<ConnectorException>(() => Source.Receive(Message(told)));
        Assert.Throws<ConnectorException>(() => Source.Receive(Message([null])));
        Assert.Empty(Source.Receive(Message([])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"value":7}""")]
    public void What_is_no_message_is_told_as_that(string body)
    {
        var message = new WebhookMessage(
            new Dictionary<string, string>(StringComparer.Ordinal),
            Encoding.UTF8.GetBytes(body),
            Instant.FromUtc(2026, 3, 31, 9, 0)
        );

        var refused = Assert.Throws<ConnectorException>(() => Source.Receive(message));

        Assert.Equal(ConnectorFault.Contract, refused.Fault);
    }

    [Fact]
    public void The_token_of_the_handshake_is_given_back_and_nothing_is_read()
    {
        var handshake = Message([]) with
        {
            Query = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["validationToken"] = "a b/c",
            },
        };

        Assert.Equal(new WebhookAnswer("text/plain", "a b/c"), Source.AnswerTo(handshake));
        Assert.Empty(Source.Receive(handshake));
        Assert.Null(Source.AnswerTo(Message([])));
    }

    private static WebhookMessage Message(JsonArray told) =>
        new(
            new Dictionary<string, string>(StringComparer.Ordinal),
            Encoding.UTF8.GetBytes(new JsonObject { ["value"] = told.DeepClone() }.ToJsonString()),
            Instant.FromUtc(2026, 3, 31, 9, 0)
        );
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.Rest;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>Keys, idempotency, pages, versions and webhooks in the simulator, as Stripe keeps them.</summary>
public sealed class StripeProtocolTests : IAsyncLifetime
{
    private StripeSandbox _stripe = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stripe = await StripeSandbox.StartAsync(Token);

    public ValueTask DisposeAsync() => _stripe.DisposeAsync();

    [Fact]
    public async Task An_idempotency_key_answers_the_same_for_a_day_and_then_makes_another()
    {
        var first = await _stripe.SendAsync(HttpMethod.Post, "customers", "name=A", "k");
        _stripe.Clock.Advance(TimeSpan.FromHours(23));
        var same = await _stripe.SendAsync(HttpMethod.Post, "customers", "name=A", "k");
        _stripe.Clock.Advance(TimeSpan.FromHours(2));
        var other = await _stripe.SendAsync(HttpMethod.Post, "customers", "name=A", "k");

        Assert.False(first.Headers.ContainsKey("Idempotent-Replayed"));
        Assert.Equal("true", same.Headers["Idempotent-Replayed"]);
        Assert.Equal(first.Headers["Request-Id"], same.Headers["Original-Request"]);
        Assert.Equal((string?)first.Body["id"], (string?)same.Body["id"]);
        Assert.NotEqual((string?)first.Body["id"], (string?)other.Body["id"]);
    }

    [Fact]
    public async Task A_key_keeps_a_500_and_no_validation_error()
    {
        var invalid = await _stripe.SendAsync(HttpMethod.Post, "customers", "nam=A", "k");
        var valid = await _stripe.SendAsync(HttpMethod.Post, "customers", "name=A", "k");
        _stripe.Fail("POST", "/v1/customers", new FaultAction.Status(500));
        _ = await _stripe.SendAsync(HttpMethod.Post, "customers", "name=B", "l");
        var replayed = await _stripe.SendAsync(HttpMethod.Post, "customers", "name=B", "l");

        Assert.Equal(HttpStatusCode.BadRequest, invalid.Status);
        Assert.Equal(HttpStatusCode.OK, valid.Status);
        Assert.Equal(HttpStatusCode.InternalServerError, replayed.Status);
        Assert.Equal("true", replayed.Headers["Idempotent-Replayed"]);
        Assert.Equal("api_error", (string?)replayed.Error["type"]);
    }

    [Fact]
    public async Task A_key_belongs_to_one_endpoint_and_one_set_of_parameters()
    {
        _ = await _stripe.SendAsync(HttpMethod.Post, "customers", "name=A", "k");
        var otherwise = await _stripe.SendAsync(HttpMethod.Post, "customers", "name=B", "k");
        var elsewhere = await _stripe.SendAsync(HttpMethod.Post, "products", "name=A", "k");

        Assert.Equal("idempotency_error", (string?)otherwise.Error["type"]);
        Assert.Contains(
            "same parameters",
            (string?)otherwise.Error["message"],
            StringComparison.Ordinal
        );
        Assert.Contains(
            "same endpoint",
            (string?)elsewhere.Error["message"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refused_request_leaves_nothing_behind()
    {
        var customer = await _stripe.CustomerAsync();
        var id = await _stripe.DraftAsync(customer, 100);

        var refused = await _stripe.SendAsync(
            HttpMethod.Post,
            $"invoices/{id}/add_lines",
            "lines[0][amount]=1&lines[1][amount]=x"
        );

        Assert.Equal("parameter_invalid_integer", (string?)refused.Error["code"]);
        Assert.Equal("lines[1][amount]", (string?)refused.Error["param"]);
        Assert.Equal(100, (long)(await _stripe.GetAsync($"invoices/{id}"))["total"]!);
        Assert.Single((await _stripe.GetAsync("invoiceitems"))["data"]!.AsArray());
    }

    [Fact]
    public async Task Pages_are_newest_first_and_are_read_in_both_directions()
    {
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
        {
            _ = await _stripe.PostAsync("products", $"name={name}");
        }

        var first = await _stripe.GetAsync("products?limit=2");
        var second = await _stripe.GetAsync($"products?limit=2&starting_after={IdAt(first, 1)}");
        var back = await _stripe.GetAsync($"products?limit=2&ending_before={IdAt(second, 1)}");
        var tooMany = await _stripe.SendAsync(HttpMethod.Get, "products?limit=101");
        var lost = await _stripe.SendAsync(HttpMethod.Get, "products?starting_after=prod_none");

        Assert.Equal(["e", "d"], Names(first));
        Assert.Equal(["c", "b"], Names(second));
        Assert.Equal(["d", "c"], Names(back));
        Assert.True((bool)second["has_more"]!);
        Assert.Equal("limit", (string?)tooMany.Error["param"]);
        Assert.Equal("resource_missing", (string?)lost.Error["code"]);
    }

    [Fact]
    public async Task Strangers_other_forms_and_unknown_addresses_are_refused_as_stripe_does()
    {
        using var http = new HttpClient { BaseAddress = _stripe.Address };
        using var nobody = await http.GetAsync(new Uri("v1/customers", UriKind.Relative), Token);
        using var json = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri("v1/customers", UriKind.Relative)
        );
        json.Headers.Add("Authorization", $"Bearer {StripeSandbox.Key}");
        json.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var form = await http.SendAsync(json, Token);
        var unknown = await _stripe.SendAsync(HttpMethod.Get, "unicorns");
        _stripe.Fail("GET", "/v1/customers", new FaultAction.ExpireTokens());
        var expired = await _stripe.SendAsync(HttpMethod.Get, "customers");

        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, form.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Contains(
            "Unrecognized request URL (GET: /v1/unicorns)",
            (string?)unknown.Error["message"],
            StringComparison.Ordinal
        );
        Assert.Equal("api_key_expired", (string?)expired.Error["code"]);
        Assert.Equal(
            HttpStatusCode.OK,
            (await _stripe.SendAsync(HttpMethod.Get, "customers")).Status
        );
    }

    [Fact]
    public async Task The_same_calls_in_the_same_order_draw_the_same_ids()
    {
        await using var twin = await StripeSandbox.StartAsync(Token);
        await using var other = await StripeSandbox.StartAsync(Token, seed: 2);

        var id = await _stripe.CustomerAsync();
        Assert.Equal(id, await twin.CustomerAsync());
        Assert.NotEqual(id, await other.CustomerAsync());
        Assert.Matches("^cus_[0-9A-Za-z]{14}$", id);
    }

    [Fact]
    public async Task A_delivery_that_fails_comes_again_and_one_that_is_delayed_is_overtaken()
    {
        await using var receiver = await TestServer.StartAsync(Token);
        var arrived = new StripeArrivals(receiver);
        _ = await _stripe.PostAsync(
            "webhook_endpoints",
            $"url={Uri.EscapeDataString($"{receiver.Address}hook")}&enabled_events[]=*"
        );
        _stripe.Server.Faults = new FaultProgramme(
            new FaultRule(
                new FaultMatch("WEBHOOK", "/customer.created"),
                1,
                1,
                new FaultAction.CommitThenDrop()
            ),
            new FaultRule(
                new FaultMatch("WEBHOOK", "/product.created"),
                1,
                1,
                new FaultAction.Delay(60_000)
            )
        );

        _ = await _stripe.PostAsync("customers", "name=A");
        _ = await _stripe.PostAsync("products", "name=A");
        _ = await _stripe.PostAsync("tax_rates", "display_name=A&percentage=1&inclusive=false");
        var first = await arrived.WaitForAsync(2);
        _stripe.Clock.Advance(TimeSpan.FromMinutes(11));
        var all = await arrived.WaitForAsync(4);

        Assert.Equal(["customer.created", "tax_rate.created"], first.Select(TypeOf));
        Assert.Equal(
            ["customer.created", "tax_rate.created", "product.created", "customer.created"],
            all.Select(TypeOf)
        );
        Assert.Equal((string?)all[0]["id"], (string?)all[3]["id"]);
    }

    [Fact]
    public async Task Events_older_than_thirty_days_are_told_no_more()
    {
        _ = await _stripe.CustomerAsync();
        _stripe.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Single((await _stripe.GetAsync("events"))["data"]!.AsArray());

        _stripe.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await _stripe.GetAsync("events"))["data"]!.AsArray());
    }

    [Fact]
    public async Task An_update_tells_what_was_there_before_and_who_asked_for_it()
    {
        var id = await _stripe.CustomerAsync();
        _ = await _stripe.SendAsync(HttpMethod.Post, $"customers/{id}", "name=Fabrikam", "op-7");

        var told = (await _stripe.GetAsync("events?type=customer.updated"))["data"]![0]!;

        Assert.Equal(
            """{"name":"Contoso"}""",
            told["data"]!["previous_attributes"]!.ToJsonString()
        );
        Assert.Equal("Fabrikam", (string?)told["data"]!["object"]!["name"]);
        Assert.Equal("op-7", (string?)told["request"]!["idempotency_key"]);
    }

    private static string? TypeOf(JsonNode told) => (string?)told["type"];

    private static string IdAt(JsonObject page, int i) => (string)page["data"]![i]!["id"]!;

    private static IEnumerable<string?> Names(JsonObject page) =>
        page["data"]!.AsArray().Select(x => (string?)x!["name"]);
}

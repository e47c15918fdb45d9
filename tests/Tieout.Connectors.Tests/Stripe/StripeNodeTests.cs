using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>Stripe's own client for Node.js, unmodified, works against the simulator.</summary>
public sealed class StripeNodeTests : IAsyncLifetime
{
    private StripeSandbox _stripe = null!;

    public async ValueTask InitializeAsync() =>
        _stripe = await StripeSandbox.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _stripe.DisposeAsync();

    [Fact]
    public async Task Stripes_client_for_node_writes_credits_and_collects_an_invoice()
    {
        var told = await NodeClient.RunAsync(
            "Stripe/stripe-client.cjs",
            new JsonObject
            {
                ["host"] = _stripe.Address.Host,
                ["port"] = _stripe.Address.Port,
                ["key"] = StripeSandbox.Key,
            },
            TestContext.Current.CancellationToken
        );

        AssertJson("""{"object":"invoice","status":"draft","number":null}""", told["draft"]);
        AssertJson("\"true\"", told["replayed"]);
        // 1,000 + 1,001 + ... + 1,011 = 12 * 1,000 + 66 = 12,066.
        AssertJson("[1000,1001,1002,1003,1004,1005,1006,1007,1008,1009,1010,1011]", told["lines"]);
        AssertJson(
            """
            {"status":"open","number":true,"customer":"Contoso & S\u00f6hne","shown":10,"more":true,
             "due":12066,"days":30}
            """,
            told["open"]
        );
        AssertJson(
            """{"number":true,"type":"pre_payment","total":66,"outOfBand":null}""",
            told["note"]
        );
        AssertJson("""{"status":"paid","paid":12000,"remaining":0}""", told["paid"]);
        AssertJson(
            """
            ["invoice.paid","invoice.updated","credit_note.created","invoice.updated",
             "invoice.finalized","invoice.updated","invoice.created"]
            """,
            told["events"]
        );
    }

    [Fact]
    public async Task Stripes_client_for_node_knows_the_errors_for_what_they_are()
    {
        var told = await NodeClient.RunAsync(
            "Stripe/stripe-client.cjs",
            new JsonObject
            {
                ["host"] = _stripe.Address.Host,
                ["port"] = _stripe.Address.Port,
                ["key"] = StripeSandbox.Key,
            },
            TestContext.Current.CancellationToken
        );

        AssertFailure(told, "otherwise", "StripeIdempotencyError", 400, code: null, param: null);
        AssertFailure(
            told,
            "final",
            "StripeInvalidRequestError",
            400,
            "invoice_not_editable",
            "description"
        );
        AssertFailure(told, "void", "StripeInvalidRequestError", 400, code: null, param: null);
        AssertFailure(told, "none", "StripeInvalidRequestError", 404, "resource_missing", "id");
        AssertFailure(
            told,
            "unknown",
            "StripeInvalidRequestError",
            400,
            "parameter_unknown",
            "nam"
        );
        AssertFailure(told, "stranger", "StripeAuthenticationError", 401, code: null, param: null);
    }

    private static void AssertFailure(
        JsonObject told,
        string name,
        string type,
        int status,
        string? code,
        string? param
    )
    {
        var failure = told[name]!.AsObject();
        Assert.Equal(type, (string?)failure["class"]);
        Assert.Equal(status, (int)failure["status"]!);
        Assert.Equal(code, (string?)failure["code"]);
        Assert.Equal(param, (string?)failure["param"]);
        Assert.StartsWith("req_", (string?)failure["requestId"], StringComparison.Ordinal);
    }

    private static void AssertJson(string expected, JsonNode? told) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), told),
            $"expected {expected}, was {told?.ToJsonString()}"
        );
}

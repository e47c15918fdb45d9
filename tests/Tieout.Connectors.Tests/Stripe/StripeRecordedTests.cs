using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>What the real Stripe was asked is asked of the simulator, and answered in the same form.</summary>
public sealed partial class StripeRecordedTests : IAsyncLifetime
{
    private StripeSandbox _stripe = null!;

    /// <summary>Those of calls that the simulator serves.</summary>
    public static TheoryData<string> Recordings { get; } =
    [
        "create-credit-note",
        "create-customer",
        "create-invoice",
        "create-invoice-item",
        "create-price",
        "create-product",
        "credit-notes",
        "customers",
        "delete-customer",
        "delete-invoice",
        "delete-invoice-item",
        "delete-price",
        "delete-product",
        "finalize-invoice",
        "get-credit-note",
        "get-customer",
        "get-invoice",
        "get-invoice-item",
        "get-price",
        "get-product",
        "invoice-items",
        "invoices",
        "list-credit-notes",
        "list-customers",
        "list-invoice-items",
        "list-invoices",
        "list-prices",
        "list-products",
        "pay-invoice",
        "prices",
        "products",
        "update-customer",
        "update-invoice",
        "update-invoice-item",
        "update-price",
        "update-product",
        "void-credit-note",
        "void-invoice",
    ];

    public async ValueTask InitializeAsync() =>
        _stripe = await StripeSandbox.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _stripe.DisposeAsync();

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task A_recorded_call_is_answered_in_the_recorded_form(string name)
    {
        var folder = Directory.GetDirectories(VendorData.PathTo("stripe"), "*-recorded").Single();
        var file = JsonNode.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(folder, $"{name}.test.json"),
                TestContext.Current.CancellationToken
            )
        )!;
        var (method, paths) = Assert.Single(file["api"]!.AsObject());
        var (path, told) = Assert.Single(paths!.AsObject());
        var exchange = told is JsonArray several ? several[0]! : told!;
        var request = exchange["request"]!;
        var ids = await StageAsync(path);
        var query = request["params"]?.AsObject().Select(x => $"{x.Key}={(string?)x.Value}") ?? [];
        var form = request["data"] is JsonValue data ? (string?)data : null;

        var reply = await _stripe.SendAsync(
            new HttpMethod(method.ToUpperInvariant()),
            $"{Staged(path["/v1/".Length..], ids)}?{string.Join('&', query)}",
            form is null ? null : Staged(form, ids)
        );

        Assert.Equal((int)exchange["status"]!, (int)reply.Status);
        Assert.Empty(JsonShape.Differences(exchange["response"], reply.Body));
    }

    /// <summary>Puts the ids of this account in the place of the recorded ones.</summary>
    private static string Staged(string text, IReadOnlyDictionary<string, string> ids) =>
        RecordedId().Replace(text, x => ids.GetValueOrDefault(x.Groups["kind"].Value, x.Value));

    [GeneratedRegex(
        """\b(?<kind>cus|in|ii|cn|prod|price)_[A-Za-z0-9]{14,}""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex RecordedId();

    /// <summary>Makes one of everything, the invoice as far as the call needs it.</summary>
    private async Task<Dictionary<string, string>> StageAsync(string path)
    {
        var customer = await _stripe.CustomerAsync();
        var product = (string)(await _stripe.PostAsync("products", "name=Advice"))["id"]!;
        // A product that has prices is not deleted.
        var priced = (string)(await _stripe.PostAsync("products", "name=Hours"))["id"]!;
        var price = await _stripe.PostAsync(
            "prices",
            $"currency=usd&unit_amount=1000&product={priced}"
        );
        var item = await _stripe.PostAsync("invoiceitems", $"customer={customer}&amount=1000");
        var isDraft =
            path.EndsWith("/finalize", StringComparison.Ordinal) || InvoicePath().IsMatch(path);
        var invoice = isDraft
            ? await _stripe.DraftAsync(customer, 1000)
            : await _stripe.OpenAsync(customer, 1000);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cus"] = customer,
            ["prod"] = product,
            ["price"] = (string)price["id"]!,
            ["ii"] = (string)item["id"]!,
            ["in"] = invoice,
        };
        if (isDraft)
        {
            return ids;
        }

        if (path.Contains("credit_notes", StringComparison.Ordinal))
        {
            var note = await _stripe.PostAsync("credit_notes", $"invoice={invoice}&amount=100");
            ids["cn"] = (string)note["id"]!;
        }

        if (path.EndsWith("/credit_notes", StringComparison.Ordinal))
        {
            _ = await _stripe.PostAsync($"invoices/{invoice}/pay", "paid_out_of_band=true");
        }

        return ids;
    }

    [GeneratedRegex("""/invoices/in_\w+$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InvoicePath();
}

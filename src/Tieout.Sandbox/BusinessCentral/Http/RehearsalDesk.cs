using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Model;
using Tieout.Sandbox.BusinessCentral.Webhooks;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>What people do in the client, or an administrator in setup, and API v2.0 cannot.</summary>
internal sealed class RehearsalDesk(
    ObjectStore store,
    SandboxClock clock,
    IdSeries ids,
    WebhookPump pump
)
{
    public const string Root = "/rehearsal";

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var body = await NavHttp.ReadBodyAsync(context) ?? [];
            var done = await CarryAsync(context, body);
            await NavHttp.WriteJsonAsync(context, done is null ? 404 : 200, done);
        }
        catch (Exception e)
            when (e is NavRefusalException or JsonException or InvalidOperationException)
        {
            await NavHttp.WriteJsonAsync(context, 400, new JsonObject { ["message"] = e.Message });
        }
    }

    private async Task<JsonObject?> CarryAsync(HttpContext context, JsonObject body)
    {
        var segments = (context.Request.Path.Value ?? string.Empty)[(Root.Length + 1)..].Split('/');
        if (segments is ["webhooks", "deliver"])
        {
            var sent = await pump.DeliverAsync(isAtOnce: true, context.RequestAborted);
            return new JsonObject { ["sent"] = sent };
        }

        if (segments is not ["companies", var company, .. var rest])
        {
            return null;
        }

        return store.Change(() =>
        {
            var id = store
                .All(Resources.Companies)
                .FirstOrDefault(x =>
                    string.Equals((string?)x.Fields["name"], company, StringComparison.Ordinal)
                    || string.Equals(x.Id, company, StringComparison.Ordinal)
                )
                ?.Id;
            return id is null
                ? throw Refusals.NoCompany(company)
                : Carry(new CompanyBook(store, clock, ids, id), rest, body);
        });
    }

    private static JsonObject? Carry(CompanyBook book, string[] what, JsonObject body)
    {
        switch (what)
        {
            case ["posting-dates"]:
                var setup = book.Setup;
                book.Save(
                    setup
                        .Set("allowPostingFrom", Text(body, "from", "0001-01-01"))
                        .Set("allowPostingTo", Text(body, "to", "0001-01-01"))
                );
                return [];
            case ["accounts"]:
                return AddAccount(book, body);
            case ["tax-groups"]:
                return SetTaxGroup(book, body);
            case ["dimension-values"]:
                return AddDimensionValue(book, body);
            case ["payment-journals", var code, "post"]:
                var journal =
                    book.By("customerPaymentJournals", "code", code)
                    ?? throw Refusals.Dialog("The payment journal cannot be found.");
                return new JsonObject { ["posted"] = Cashier.PostPayments(book, journal) };
            case ["invoices", var number, "reverse-payment"]:
                Cashier.Reverse(book, Invoice(book, number), (decimal?)body["amount"] ?? 0m);
                return [];
            case ["credit-memos", var number, "apply"]:
                var credit =
                    book.By("salesCreditMemos", "number", number)
                    ?? throw Refusals.Dialog("The credit memo cannot be found.");
                Cashier.Apply(book, credit, Invoice(book, Text(body, "invoice")));
                return [];
            default:
                return null;
        }
    }

    private static NavRecord Invoice(CompanyBook book, string number) =>
        book.By("salesInvoices", "number", number)
        ?? throw Refusals.Dialog("The invoice cannot be found.");

    private static JsonObject AddAccount(CompanyBook book, JsonObject body)
    {
        var number = Text(body, "number");
        if (book.By("accounts", "number", number) is null)
        {
            _ = book.Add(
                book.New("accounts")
                    .Set("number", number)
                    .Set("displayName", Text(body, "name", number))
                    .Set("category", Text(body, "category", " "))
                    .Set("directPosting", true)
            );
        }

        return [];
    }

    private static JsonObject SetTaxGroup(CompanyBook book, JsonObject body)
    {
        var code = Text(body, "code");
        var known = book.By("taxGroups", "code", code);
        var kind = book.All("taxGroups")[0].Text("taxType");
        var group = known ?? book.New("taxGroups").Set("code", code).Set("displayName", code);
        _ = group.Set("taxType", kind).Set(SalesTotals.Rate, (decimal?)body["percent"] ?? 0m);
        if (known is null)
        {
            _ = book.Add(group);
        }
        else
        {
            book.Save(group);
        }

        return [];
    }

    private static JsonObject AddDimensionValue(CompanyBook book, JsonObject body)
    {
        var code = Text(body, "dimension");
        var dimension =
            book.By("dimensions", "code", code)
            ?? book.Add(book.New("dimensions").Set("code", code).Set("displayName", code));
        var isKnown = book.Parts("dimensionValues", "dimensionId", dimension.Id)
            .Any(x => x.IsSame("code", Text(body, "code")));
        if (!isKnown)
        {
            _ = Seeds.AddValue(book, dimension, Text(body, "code"));
        }

        return [];
    }

    private static string Text(JsonObject body, string name, string? fallback = null) =>
        (string?)body[name] is { Length: > 0 } text
            ? text
            : fallback ?? throw Refusals.Dialog($"'{name}' is missing.");
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.NetSuite.Access;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Model;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.NetSuite.Http;

/// <summary>What people do in the user interface, or an administrator in setup.</summary>
internal sealed class RehearsalDesk(
    ObjectStore store,
    SandboxClock clock,
    NumberSeries series,
    TokenEndpoint tokens,
    ConcurrencyGate gate
)
{
    public const string Root = "/rehearsal/";

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var body = await NsHttp.ReadBodyAsync(context);
            var segments = (context.Request.Path.Value ?? string.Empty)[Root.Length..].Split('/');
            var done = store.Change(() =>
                Carry(new NsBook(store, clock, series), context.Request.Method, segments, body)
            );
            await NsHttp.WriteJsonAsync(context, done is null ? 404 : 200, done);
        }
        catch (Exception e)
            when (e is NsRefusalException or ArgumentException or CryptographicException)
        {
            await NsHttp.WriteJsonAsync(context, 400, new JsonObject { ["message"] = e.Message });
        }
    }

    private JsonObject? Carry(NsBook book, string method, string[] segments, JsonObject body)
    {
        switch (method, segments)
        {
            case ("PUT", ["preferences"]):
                return book.Preferences.Set(body);
            case ("GET", ["load"]):
                return new JsonObject { ["most"] = gate.Most, ["turnedDown"] = gate.TurnedDown };
            case ("POST", ["certificates"]):
                return new JsonObject
                {
                    ["id"] = tokens.Upload(body["pem"]?.ToString() ?? string.Empty),
                };
            case ("PUT", ["periods", var name]):
                return SetPeriod(book, Uri.UnescapeDataString(name), body);
            case ("POST", ["invoices", var id, "void"]):
                return VoidInvoice(book, id);
            case ("POST", ["journals", var id, "approve"]):
                _ = book.Save(
                    book.Require("journalEntry", id)
                        .Set("approved", value: true)
                        .Set("status", (JsonNode)"B")
                );
                return [];
            case ("POST", ["set-up", var type]):
                return SetUp(book, type, body);
            default:
                return null;
        }
    }

    private static JsonObject SetPeriod(NsBook book, string name, JsonObject body)
    {
        var period = book.All("accountingPeriod")
            .FirstOrDefault(x =>
                string.Equals(x.Text("periodName"), name, StringComparison.Ordinal)
            );
        if (period is null)
        {
            throw Refusals.Reference("accountingPeriod");
        }

        foreach (var field in new[] { "closed", "allLocked", "arLocked", "apLocked" })
        {
            if (body[field] is { } value)
            {
                _ = period.Set(field, value.DeepClone());
            }
        }

        _ = book.Save(period);
        return [];
    }

    /// <summary>As the button Void does: the invoice stays, of nothing.</summary>
    private static JsonObject VoidInvoice(NsBook book, string id)
    {
        var invoice = book.Require("invoice", id);
        if (invoice.Amount("amountPaid") != 0m)
        {
            throw Refusals.User(
                "This transaction cannot be voided because it is linked to by one or more transactions."
            );
        }

        _ = book.Save(
            invoice
                .Set("status", (JsonNode)"V")
                .Set("subtotal", 0m)
                .Set("taxTotal", 0m)
                .Set("total", 0m)
                .Set("amountRemaining", 0m)
        );
        return [];
    }

    /// <summary>Adds a record of a type that the service only tells.</summary>
    private static JsonObject SetUp(NsBook book, string name, JsonObject body)
    {
        var type = RecordTypes.Find(name);
        if (type is null or { IsWritable: true })
        {
            throw Refusals.NoType(name, Root);
        }

        var made = book.New(type);
        new Records.BodyReading(book, "Error", new HashSet<string>(StringComparer.Ordinal)).Apply(
            made,
            body
        );
        return new JsonObject { ["id"] = book.Add(made).Id };
    }
}

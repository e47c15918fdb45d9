using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>Gives a sale back, with exactly the tax that it was charged.</summary>
/// <remarks>It is as committed as its sale [U].</remarks>
internal sealed class AvaTaxRefunds(AvaTaxBook book, AvaTaxTransactions transactions)
{
    public JsonObject Refund(JsonObject company, JsonObject sale, JsonCall call)
    {
        var sent = AvaTaxTransactions.SentBy(call);
        if (sale.TextAt("type") is not AvaTaxTypes.Sale)
        {
            throw Refused("InvalidDocumentTypeForRefund", 702, "Only sales are refunded.");
        }

        if (sale.TextAt("status") is "Cancelled")
        {
            throw AvaTaxErrors.Cancelled(sale.TextAt("code")!);
        }

        var date = sent.DateAt("refundDate") ?? throw AvaTaxErrors.Required("refundDate");
        var type = sent.OneOf("refundType", "Full", "Partial", "TaxOnly", "Percentage") ?? "Full";
        var share = ShareOf(sent, type);
        var model = sale["_sent"]!.AsObject().Copy();
        model["type"] = AvaTaxTypes.Return;
        model["code"] = sent.TextAt("refundTransactionCode");
        model["referenceCode"] = sent.TextAt("referenceCode") ?? sale.TextAt("code");
        model["date"] = date.Written();
        model["discount"] = null;
        model["taxOverride"] = new JsonObject
        {
            ["type"] = "TaxDate",
            ["taxDate"] = sale.TextAt("taxDate"),
            ["reason"] = "Refund",
        };
        model["lines"] = Lines(sale, sent, type, share);
        var code = model.Text("code") is { Length: > 0 } told ? told : book.DrawCode();
        var before = book.Find(company, AvaTaxTypes.Return, code);
        if (before is not null)
        {
            throw AvaTaxErrors.Exists();
        }

        var status = sale.TextAt("status") is "Committed" ? "Committed" : "Saved";
        var head = new AvaTaxHead(
            company,
            code,
            AvaTaxTypes.Return,
            status,
            1,
            "NotAdjusted",
            string.Empty
        );
        return transactions.Replace(model, head, before: null, call.Now);
    }

    private static decimal ShareOf(JsonObject sent, string type)
    {
        var percentage = sent.NumberAt("refundPercentage");
        return (type, percentage) switch
        {
            ("Percentage", null) => throw Refused(
                "RefundPercentageMissing",
                709,
                "A refund of a percentage needs one."
            ),
            ("Percentage", <= 0m or > 100m) => throw Refused(
                "RefundPercentageOutOfRange",
                708,
                "The percentage must be above 0 and at most 100."
            ),
            ("Percentage", { } told) => told / 100m,
            (_, not null) => throw Refused(
                "RefundTypeAndPercentageMismatch",
                701,
                "Only a refund of a percentage has one."
            ),
            _ => 1m,
        };
    }

    private static JsonArray Lines(JsonObject sale, JsonObject sent, string type, decimal share)
    {
        var wanted = sent["refundLines"] is JsonArray { Count: > 0 } list
            ? list.Select(x => x!.ToString()).ToHashSet(StringComparer.Ordinal)
            : null;
        if (type is "Partial" && wanted is null)
        {
            throw Refused("RefundLinesRequired", 704, "A partial refund names its lines.");
        }

        var lines = sale["lines"]!.AsArray().Select(x => x!.AsObject()).ToList();
        var numbers = lines.ConvertAll(x => x.TextAt("lineNumber")!);
        if (wanted?.IsSubsetOf(numbers) is false)
        {
            throw Refused("LineNoOutOfRange", 707, "The sale has no line of that number.");
        }

        var items = sale["_sent"]!["lines"]!.AsArray().Select(x => x!.AsObject()).ToList();
        return lines
            .Zip(items)
            .Where(x => wanted is null || wanted.Contains(x.First.TextAt("lineNumber")!))
            .Select(x => Line(x.First, x.Second, type, share))
            .ToJsonArray();
    }

    private static JsonObject Line(JsonObject line, JsonObject item, string type, decimal share)
    {
        var digits = 2;
        var back = item.Copy();
        var net = (line.NumberAt("lineAmount") ?? 0m) - (line.NumberAt("discountAmount") ?? 0m);
        var amount = type is "TaxOnly" ? 0m : -(net * share).RoundTo(digits);
        back["number"] = line.TextAt("lineNumber");
        back["amount"] = amount;
        back["discounted"] = false;
        back["taxIncluded"] = false;
        back["taxOverride"] = new JsonObject
        {
            ["type"] = "TaxAmount",
            ["taxAmount"] = -((line.NumberAt("tax") ?? 0m) * share).RoundTo(digits),
            ["reason"] = "Refund",
        };
        return back;
    }

    private static JsonRefusalException Refused(string code, int number, string message) =>
        AvaTaxErrors.BadRequest(code, number, message);
}

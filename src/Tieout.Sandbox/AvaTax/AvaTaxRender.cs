using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>Makes the transaction that AvaTax answers with, and leaves out what was not asked for.</summary>
internal sealed class AvaTaxRender(AvaTaxBook book)
{
    private const string SoftwareVersion = "26.9.0.0";
    public const int UserId = 6_675_382;

    private readonly AvaTaxParts _parts = new(book);

    /// <summary>A transaction with everything in it.</summary>
    /// <param name="sent">As the caller sent it.</param>
    /// <param name="head">Company, code, type, status and version.</param>
    public JsonObject Transaction(
        JsonObject sent,
        IReadOnlyList<AvaTaxLine> lines,
        AvaTaxHead head,
        DateTimeOffset now
    )
    {
        var id = head.IsRecorded ? book.Draw() : 0L;
        var addresses = Addresses(lines, id);
        var made = Head(sent, head, id);
        AddTotals(made, lines);
        AddAdjustment(made, head, lines[0], addresses);
        AddDates(made, sent, now);
        made["lines"] = lines.Select(x => _parts.Line(x, sent, id, addresses)).ToJsonArray();
        made["addresses"] = addresses.Values.Select(x => (JsonNode)x).ToJsonArray();
        made["locationTypes"] = _parts.LocationTypes(id, lines[0], addresses, "document");
        made["summary"] = AvaTaxSummary.Of(lines);
        made["messages"] = new JsonArray();
        made["_sent"] = sent.Copy();
        return made;
    }

    /// <summary>What a caller sees of a transaction.</summary>
    /// <param name="include">What it asked for; none when it did not say.</param>
    /// <param name="standard">What is meant then.</param>
    public static JsonObject Shown(JsonObject transaction, string? include, string standard)
    {
        var asked = (include ?? standard)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (asked.Contains("ForceTimeout"))
        {
            throw AvaTaxErrors.BadRequest(
                "TimeoutRequested",
                316,
                "You requested a timeout error from the AvaTax API."
            );
        }

        var shown = transaction.Copy();
        _ = shown.Remove("_sent");
        var hasSummary = asked.Contains("Summary") || asked.Contains("SummaryOnly");
        var hasDetails = asked.Contains("Details") || asked.Contains("Summary");
        var hasLines = hasDetails || asked.Contains("Lines") || asked.Contains("LinesOnly");
        if (!hasLines || asked.Contains("SummaryOnly"))
        {
            shown["lines"] = new JsonArray();
            shown["locationTypes"] = new JsonArray();
        }
        else if (!hasDetails || asked.Contains("LinesOnly"))
        {
            foreach (var line in shown["lines"]!.AsArray())
            {
                line!["details"] = new JsonArray();
            }
        }

        if (!hasSummary)
        {
            shown["summary"] = new JsonArray();
        }

        if (!asked.Contains("Addresses"))
        {
            _ = shown.Remove("addresses");
        }

        if (asked.Contains("TaxDetailsByTaxType"))
        {
            shown["taxDetailsByTaxType"] = AvaTaxSummary.ByTaxType(transaction);
        }

        return shown;
    }

    private static JsonObject Head(JsonObject sent, AvaTaxHead head, long id)
    {
        var set = sent["taxOverride"] as JsonObject;
        var usage = sent.TextAt("entityUseCode") ?? sent.Text("customerUsageType");
        var customer = sent.Text("customerCode");
        var currency = sent.TextAt("currencyCode") ?? "USD";
        return new JsonObject
        {
            ["id"] = id,
            ["code"] = head.Code,
            ["companyId"] = head.Company.WholeAt("id"),
            ["date"] = sent.DateAt("date")!.Value.Written(),
            ["paymentDate"] = "1900-01-01",
            ["status"] = head.Status,
            ["type"] = head.Type,
            ["batchCode"] = sent.Text("batchCode"),
            ["currencyCode"] = currency,
            ["exchangeRateCurrencyCode"] = sent.TextAt("exchangeRateCurrencyCode") ?? currency,
            ["customerUsageType"] = usage,
            ["entityUseCode"] = usage,
            ["customerVendorCode"] = customer,
            ["customerCode"] = customer,
            ["exemptNo"] = sent.Text("exemptionNo"),
            ["reconciled"] = false,
            ["locationCode"] = sent.Text("reportingLocationCode"),
            ["reportingLocationCode"] = sent.Text("reportingLocationCode"),
            ["purchaseOrderNo"] = sent.Text("purchaseOrderNo"),
            ["referenceCode"] = sent.Text("referenceCode"),
            ["salespersonCode"] = sent.Text("salespersonCode"),
            ["taxOverrideType"] = set?.TextAt("type") ?? "None",
            ["taxOverrideAmount"] = (set?.NumberAt("taxAmount") ?? 0m).Plain(),
            ["taxOverrideReason"] = set?.Text("reason") ?? string.Empty,
        };
    }

    private static void AddTotals(JsonObject made, IReadOnlyList<AvaTaxLine> lines)
    {
        made["totalAmount"] = lines.Sum(x => x.Net).Plain();
        made["totalExempt"] = lines.Sum(x => x.Exempt).Plain();
        made["totalDiscount"] = lines.Sum(x => x.Discount).Plain();
        made["totalTax"] = lines.Sum(x => x.Tax).Plain();
        made["totalTaxable"] = lines.Sum(x => x.Taxable).Plain();
        made["totalTaxCalculated"] = lines.Sum(x => x.Calculated).Plain();
    }

    private static void AddAdjustment(
        JsonObject made,
        AvaTaxHead head,
        AvaTaxLine first,
        Dictionary<AvaTaxPlace, JsonObject> addresses
    )
    {
        made["adjustmentReason"] = head.AdjustmentReason;
        made["adjustmentDescription"] = head.AdjustmentDescription;
        made["locked"] = false;
        made["region"] = first.To.Region;
        made["country"] = first.To.Country;
        made["version"] = head.Version;
        made["softwareVersion"] = SoftwareVersion;
        made["originAddressId"] = addresses[first.From].WholeAt("id");
        made["destinationAddressId"] = addresses[first.To].WholeAt("id");
    }

    private static void AddDates(JsonObject made, JsonObject sent, DateTimeOffset now)
    {
        var rated = sent.DateAt("exchangeRateEffectiveDate") ?? sent.DateAt("date")!.Value;
        made["exchangeRateEffectiveDate"] = rated.Written();
        made["exchangeRate"] = sent.Number("exchangeRate", 1m).Plain();
        made["isSellerImporterOfRecord"] = sent.IsTrue("isSellerImporterOfRecord");
        made["description"] = sent.Text("description");
        made["email"] = sent.Text("email");
        made["businessIdentificationNo"] = sent.Text("businessIdentificationNo");
        made["modifiedDate"] = AvaTaxBook.Stamp(now);
        made["modifiedUserId"] = UserId;
        made["taxDate"] = AvaTaxCalculation.TaxDateOf(sent).Written();
    }

    private Dictionary<AvaTaxPlace, JsonObject> Addresses(
        IReadOnlyList<AvaTaxLine> lines,
        long transaction
    ) =>
        lines
            .SelectMany(x => new[] { x.To, x.From })
            .Distinct()
            .ToDictionary(
                x => x,
                x => new JsonObject
                {
                    ["id"] = transaction == 0L ? 0L : book.Draw(),
                    ["transactionId"] = transaction,
                    ["boundaryLevel"] = x.Line1.Length > 0 ? "Address" : "Zip5",
                    ["line1"] = x.Line1,
                    ["line2"] = x.Line2,
                    ["line3"] = x.Line3,
                    ["city"] = x.City,
                    ["region"] = x.Region,
                    ["postalCode"] = x.PostalCode,
                    ["country"] = x.Country,
                    ["taxRegionId"] = 0,
                    ["latitude"] = string.Empty,
                    ["longitude"] = string.Empty,
                }
            );
}

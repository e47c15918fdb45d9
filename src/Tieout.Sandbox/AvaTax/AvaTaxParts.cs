using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>The lines of a transaction, their details, and which address is what.</summary>
internal sealed class AvaTaxParts(AvaTaxBook book)
{
    private static readonly string[] Origins =
    [
        "PointOfOrderOrigin",
        "PointOfOrderAcceptance",
        "ShipTo",
        "ShipFrom",
    ];

    public JsonObject Line(
        AvaTaxLine line,
        JsonObject sent,
        long transaction,
        Dictionary<AvaTaxPlace, JsonObject> addresses
    )
    {
        var id = transaction == 0L ? 0L : book.Draw();
        var made = Item(line, sent);
        made["id"] = id;
        made["transactionId"] = transaction;
        made["destinationAddressId"] = addresses[line.To].WholeAt("id");
        made["originAddressId"] = addresses[line.From].WholeAt("id");
        AddTaxes(made, line);
        made["details"] = line
            .Details.Select(x => Detail(x, transaction, id, addresses[line.To]))
            .ToJsonArray();
        made["nonPassthroughDetails"] = new JsonArray();
        made["lineLocationTypes"] = LocationTypes(id, line, addresses, "documentLine");
        made["parameters"] = new JsonArray();
        return made;
    }

    private static JsonObject Item(AvaTaxLine line, JsonObject sent)
    {
        var item = line.Sent;
        var set = item["taxOverride"] as JsonObject;
        var usage = item.TextAt("entityUseCode") ?? item.Text("customerUsageType");
        return new JsonObject
        {
            ["lineNumber"] = line.Number,
            ["boundaryOverrideId"] = 0,
            ["customerUsageType"] = usage,
            ["entityUseCode"] = usage,
            ["description"] = item.Text("description"),
            ["exemptNo"] = item.TextAt("exemptionCode") ?? sent.Text("exemptionNo"),
            ["itemCode"] = item.Text("itemCode"),
            ["quantity"] = item.Number("quantity", 1m).Plain(),
            ["ref1"] = item.Text("ref1"),
            ["ref2"] = item.Text("ref2"),
            ["reportingDate"] = sent.DateAt("date")!.Value.Written(),
            ["revAccount"] = item.Text("revenueAccount"),
            ["businessIdentificationNo"] =
                item.TextAt("businessIdentificationNo") ?? sent.Text("businessIdentificationNo"),
            ["taxOverrideAmount"] = (set?.NumberAt("taxAmount") ?? 0m).Plain(),
            ["taxOverrideReason"] = set?.Text("reason") ?? string.Empty,
            ["taxIncluded"] = item.IsTrue("taxIncluded"),
            ["hsCode"] = item.Text("hsCode"),
            ["costInsuranceFreight"] = 0,
            ["vatCode"] = string.Empty,
            ["vatNumberTypeId"] = 0,
        };
    }

    private static void AddTaxes(JsonObject made, AvaTaxLine line)
    {
        made["discountAmount"] = line.Discount.Plain();
        made["discountTypeId"] = 0;
        made["exemptAmount"] = line.Exempt.Plain();
        made["exemptCertId"] = 0;
        made["isItemTaxable"] = line.IsTaxable;
        made["isSSTP"] = false;
        made["lineAmount"] = line.Amount.Plain();
        made["sourcing"] = "Destination";
        made["tax"] = line.Tax.Plain();
        made["taxableAmount"] = line.Taxable.Plain();
        made["taxCalculated"] = line.Calculated.Plain();
        made["taxCode"] = line.TaxCode;
        made["taxCodeId"] = 0;
        made["taxDate"] = line.TaxDate.Written();
        made["taxEngine"] = string.Empty;
        made["taxOverrideType"] = line.Override;
    }

    private JsonObject Detail(AvaTaxDetail detail, long transaction, long line, JsonObject address)
    {
        var where = detail.Jurisdiction;
        var isSales = AvaTaxSummary.IsSales(where);
        var isState = where.Level is "State";
        return new JsonObject
        {
            ["id"] = transaction == 0L ? 0L : book.Draw(),
            ["transactionLineId"] = line,
            ["transactionId"] = transaction,
            ["addressId"] = address.WholeAt("id"),
            ["country"] = where.Country,
            ["region"] = address.TextAt("region"),
            ["countyFIPS"] = string.Empty,
            ["stateFIPS"] = isState ? where.Code : string.Empty,
            ["exemptAmount"] = detail.Exempt.Plain(),
            ["exemptReasonId"] = 4,
            ["inState"] = true,
            ["jurisCode"] = where.Code,
            ["jurisName"] = where.Name,
            ["jurisdictionId"] = 0,
            ["signatureCode"] = string.Empty,
            ["stateAssignedNo"] = where.StateAssignedNo,
            ["jurisType"] = AvaTaxSummary.TypeOf(where),
            ["jurisdictionType"] = where.Level,
            ["nonTaxableAmount"] = detail.NonTaxable.Plain(),
            ["nonTaxableRuleId"] = 0,
            ["nonTaxableType"] = detail.Rule,
            ["rate"] = detail.Rate.Plain(),
            ["rateRuleId"] = 0,
            ["rateSourceId"] = 0,
            ["serCode"] = string.Empty,
            ["sourcing"] = "Destination",
            ["tax"] = detail.Tax.Plain(),
            ["taxableAmount"] = detail.Taxable.Plain(),
            ["taxType"] = isSales ? "Sales" : "Output",
            ["taxSubTypeId"] = isSales ? "S" : "O",
            ["taxTypeGroupId"] = isSales ? "SalesAndUse" : "InputAndOutput",
            ["taxName"] = AvaTaxSummary.NameOf(where),
            ["taxAuthorityTypeId"] = 45,
            ["taxRegionId"] = 0,
            ["taxCalculated"] = detail.Calculated.Plain(),
            ["taxOverride"] = detail.Tax == detail.Calculated ? 0m : detail.Tax.Plain(),
            ["rateType"] = AvaTaxSummary.RateTypeOf(detail),
            ["rateTypeCode"] = AvaTaxSummary.RateTypeOf(detail)[..1],
            ["taxableUnits"] = detail.Taxable.Plain(),
            ["nonTaxableUnits"] = detail.NonTaxable.Plain(),
            ["exemptUnits"] = detail.Exempt.Plain(),
            ["unitOfBasis"] = "PerCurrencyUnit",
            ["isNonPassThru"] = false,
            ["isFee"] = false,
            ["liabilityType"] = "Seller",
        };
    }

    public JsonArray LocationTypes(
        long owner,
        AvaTaxLine line,
        Dictionary<AvaTaxPlace, JsonObject> addresses,
        string kind
    ) =>
        Origins
            .Select(x => new JsonObject
            {
                [$"{kind}LocationTypeId"] = owner == 0L ? 0L : book.Draw(),
                [$"{kind}Id"] = owner,
                ["documentAddressId"] = addresses[x is "ShipTo" ? line.To : line.From]
                    .WholeAt("id"),
                ["locationTypeCode"] = x,
            })
            .ToJsonArray();
}

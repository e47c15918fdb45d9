using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>The taxes of a transaction by jurisdiction, and how jurisdictions are written.</summary>
internal static class AvaTaxSummary
{
    public static JsonArray Of(IEnumerable<AvaTaxLine> lines) =>
        lines
            .SelectMany(x => x.Details.Select(detail => (x.To, detail)))
            .GroupBy(x =>
                (
                    x.detail.Jurisdiction.Country,
                    x.To.Region,
                    x.detail.Jurisdiction.Level,
                    x.detail.Jurisdiction.Code,
                    x.detail.Rate
                )
            )
            .Select(x =>
            {
                var where = x.First().detail.Jurisdiction;
                var isSales = IsSales(where);
                return new JsonObject
                {
                    ["country"] = where.Country,
                    ["region"] = x.Key.Region,
                    ["jurisType"] = where.Level,
                    ["jurisCode"] = where.Code,
                    ["jurisName"] = where.Name,
                    ["taxAuthorityType"] = 45,
                    ["stateAssignedNo"] = where.StateAssignedNo,
                    ["taxType"] = isSales ? "Sales" : "Output",
                    ["taxSubType"] = isSales ? "S" : "O",
                    ["taxName"] = NameOf(where),
                    ["rateType"] = RateTypeOf(x.First().detail),
                    ["taxable"] = x.Sum(y => y.detail.Taxable).Plain(),
                    ["rate"] = x.Key.Rate.Plain(),
                    ["tax"] = x.Sum(y => y.detail.Tax).Plain(),
                    ["taxCalculated"] = x.Sum(y => y.detail.Calculated).Plain(),
                    ["nonTaxable"] = x.Sum(y => y.detail.NonTaxable).Plain(),
                    ["exemption"] = x.Sum(y => y.detail.Exempt).Plain(),
                };
            })
            .ToJsonArray();

    public static JsonArray ByTaxType(JsonObject transaction) =>
        transaction["summary"]!
            .AsArray()
            .Select(x => x!.AsObject())
            .GroupBy(x => x.TextAt("taxType"), StringComparer.Ordinal)
            .Select(x => new JsonObject
            {
                ["taxType"] = x.Key,
                ["totalTaxable"] = x.Max(y => y.NumberAt("taxable")),
                ["totalExempt"] = x.Max(y => y.NumberAt("exemption")),
                ["totalNonTaxable"] = x.Max(y => y.NumberAt("nonTaxable")),
                ["totalTax"] = x.Sum(y => y.NumberAt("tax")),
            })
            .ToJsonArray();

    public static bool IsSales(AvaTaxJurisdiction where) => where.Country is "US";

    public static string NameOf(AvaTaxJurisdiction where) =>
        IsSales(where)
            ? $"{where.Region} {where.Level.ToUpperInvariant()} TAX"
            : $"{where.Name} VAT";

    public static string TypeOf(AvaTaxJurisdiction where) =>
        where.Level switch
        {
            "State" => "STA",
            "County" => "CTY",
            "City" => "CIT",
            "Special" => "STJ",
            _ => "CNT",
        };

    public static string RateTypeOf(AvaTaxDetail detail) =>
        IsSales(detail.Jurisdiction) ? "General"
        : detail.Rate == 0m ? "Zero"
        : detail.Jurisdiction.TaxCodes.Count > 0 ? "ReducedA"
        : "Standard";
}

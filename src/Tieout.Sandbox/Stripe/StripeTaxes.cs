using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;

namespace Tieout.Sandbox.Stripe;

/// <summary>Computes the tax of lines.</summary>
/// <remarks>
/// Tax rates are applied to the lines and rounded once for all lines of a rate, half away from zero
/// [U]. Amounts of tax that the caller brings along are taken as they are: Stripe checks neither
/// them nor what they are an amount of.
/// </remarks>
internal sealed class StripeTaxes(StripeBook book, StripeCatalogue catalogue)
{
    /// <summary>Hidden: which rates a line has.</summary>
    private const string Rates = "_tax_rates";

    /// <summary>Hidden: the line's taxes are the caller's.</summary>
    private const string IsGiven = "_taxes_given";

    /// <summary>Takes what a line says of its tax.</summary>
    public void Read(JsonObject line, StripeParams sent)
    {
        if (sent.Texts("tax_rates") is { } rates)
        {
            line[Rates] = rates.Select(x => (JsonNode)Rate(x, "tax_rates").Id()).ToJson();
            _ = line.Remove(IsGiven);
        }

        if (!sent.Has("tax_amounts"))
        {
            return;
        }

        line[IsGiven] = true;
        line["taxes"] = sent.Sections("tax_amounts")
            .Select(x =>
            {
                var rate = x.Section("tax_rate_data") is { } data
                    ? catalogue.TaxRateFor(data)
                    : Rate(x.Required("tax_rate"), "tax_rate");
                return (JsonNode)Tax(
                    rate,
                    x.Whole("amount") ?? throw StripeRefusal.MissingParameter("amount"),
                    x.Whole("taxable_amount")
                        ?? throw StripeRefusal.MissingParameter("taxable_amount"),
                    x.Text("taxability_reason") ?? "not_available"
                );
            })
            .ToJson();
    }

    /// <summary>Computes the taxes of every line that does not have them given.</summary>
    /// <param name="defaults">Rates of lines without their own.</param>
    public void Apply(IReadOnlyList<JsonObject> lines, IReadOnlyList<string> defaults)
    {
        var sums = new Dictionary<string, (decimal Exact, long Rounded)>(StringComparer.Ordinal);
        foreach (var line in lines.Where(x => x[IsGiven] is null))
        {
            var rates = line[Rates] is JsonArray own ? own.Select(x => (string)x!) : defaults;
            var taxes = new List<JsonNode>();
            foreach (var rate in rates.Select(x => Rate(x, "tax_rates")))
            {
                var amount = line.Whole("amount");
                var exact = Exact(rate, amount);
                var (before, told) = sums.GetValueOrDefault(rate.Id());
                var after = before + exact;
                var rounded = (long)after.RoundTo(0);
                sums[rate.Id()] = (after, rounded);
                var isInclusive = (bool)rate["inclusive"]!;
                var taxable = isInclusive ? amount - (rounded - told) : amount;
                taxes.Add(Tax(rate, rounded - told, taxable, "standard_rated"));
            }

            line["taxes"] = taxes.ToJson();
        }
    }

    /// <summary>Sets what is summed over the lines of an invoice or credit note.</summary>
    public static void Total(JsonObject document)
    {
        var lines = document.Parts("lines").ToList();
        var taxes = lines.SelectMany(x => x.Parts("taxes")).ToList();
        var inclusive = taxes.Where(x => x.Is("tax_behavior", "inclusive")).Sum(Amount);
        var exclusive = taxes.Sum(Amount) - inclusive;
        var subtotal = lines.Sum(Amount);
        document["subtotal"] = subtotal;
        document["subtotal_excluding_tax"] = subtotal - inclusive;
        document["total_excluding_tax"] = subtotal - inclusive;
        document["total"] = subtotal + exclusive;
        document["total_taxes"] = taxes
            .GroupBy(
                x => x.ToJsonStringOf("tax_rate_details", "tax_behavior", "taxability_reason"),
                StringComparer.Ordinal
            )
            .Select(group =>
            {
                var sum = group.First().Copy();
                sum["amount"] = group.Sum(Amount);
                sum["taxable_amount"] = group.Sum(x => x.Whole("taxable_amount"));
                return (JsonNode)sum;
            })
            .ToJson();
    }

    private static long Amount(JsonObject record) => record.Whole("amount");

    private static decimal Exact(JsonObject rate, long amount)
    {
        var percentage = (decimal)rate["percentage"]!;
        return (bool)rate["inclusive"]!
            ? amount - (amount / (1m + (percentage / 100m)))
            : amount * percentage / 100m;
    }

    private static JsonObject Tax(JsonObject rate, long amount, long taxable, string reason) =>
        new()
        {
            ["amount"] = amount,
            ["tax_behavior"] = (bool)rate["inclusive"]! ? "inclusive" : "exclusive",
            ["tax_rate_details"] = new JsonObject { ["tax_rate"] = rate.Id() },
            ["taxability_reason"] = reason,
            ["taxable_amount"] = taxable,
            ["type"] = "tax_rate_details",
        };

    private JsonObject Rate(string id, string param) => book.Refer("tax_rate", id, param);
}

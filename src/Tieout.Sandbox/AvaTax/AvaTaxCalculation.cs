using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>Computes the taxes of a transaction.</summary>
/// <remarks>
/// The tax of each line in each jurisdiction is rounded half away from zero and summed: the recorded
/// 90.00 at 0.25 % is 0.23. A company may round the document instead; then parts are rounded so that
/// they add up to the rounded whole. Tax is owed at the destination; where a sale within the European
/// Union crosses a border to a buyer with a VAT number, the buyer owes it. Source: AvaTax's help pages
/// on rounding levels, and the answers that its client library is tested with.
/// </remarks>
internal sealed class AvaTaxCalculation(AvaTaxTable table, JsonObject company)
{
    private static readonly string[] Overrides = ["None", "TaxAmount", "TaxDate"];

    /// <summary>The lines of what was sent, taxed.</summary>
    public IReadOnlyList<AvaTaxLine> Compute(JsonObject sent)
    {
        if (sent["lines"] is not JsonArray { Count: > 0 } array)
        {
            throw AvaTaxErrors.NoLines();
        }

        var digits = CurrencyCode.TryParse(sent.Text("currencyCode"), out var currency)
            ? currency.MinorUnitDigits
            : 2;
        var items = array.OfType<JsonObject>().ToList();
        var discounts = Discounts(sent, items, digits);
        List<AvaTaxLine> lines =
        [
            .. items.Select((item, i) => Line(sent, item, i, discounts[i], digits)),
        ];
        if (lines.DistinctBy(x => x.Number, StringComparer.Ordinal).Count() < lines.Count)
        {
            throw AvaTaxErrors.GetTax("Line numbers must be unique.", string.Empty, "LineNo");
        }

        return Overridden(sent, Rounded(lines, digits), digits);
    }

    /// <summary>The tax date of a document, its own where nothing else was set.</summary>
    public static DateOnly TaxDateOf(JsonObject sent) =>
        sent["taxOverride"] is JsonObject set
        && set.OneOf("type", Overrides) is "TaxDate"
        && set.DateAt("taxDate") is { } date
            ? date
            : sent.DateAt("date") ?? throw AvaTaxErrors.Required("date");

    private static List<decimal> Discounts(JsonObject sent, List<JsonObject> items, int digits)
    {
        var discount = sent.Number("discount", 0m);
        if (discount == 0m)
        {
            return items.ConvertAll(_ => 0m);
        }

        var weights = items.ConvertAll(x =>
            x.IsTrue("discounted") ? Math.Abs(x.Number("amount", 0m)) : 0m
        );
        return weights.TrueForAll(x => x == 0m)
            ? throw AvaTaxErrors.NoDiscountedLine()
            : [.. LargestRemainder.Allocate(discount.RoundTo(digits), weights, digits)];
    }

    private AvaTaxLine Line(
        JsonObject sent,
        JsonObject item,
        int index,
        decimal discount,
        int digits
    )
    {
        var number = item.TextAt("number") is { Length: > 0 } told ? told : $"{index + 1}";
        if (item["amount"] is null)
        {
            throw AvaTaxErrors.Required($"lines[{index}].amount");
        }

        var (from, to) = Places(sent, item, number);
        var taxCode = item.TextAt("taxCode") is { Length: > 0 } code ? code : "P0000000";
        var set = item["taxOverride"] as JsonObject;
        var kind = set?.OneOf("type", Overrides) ?? "None";
        var date = kind is "TaxDate" ? set!.DateAt("taxDate") ?? TaxDateOf(sent) : TaxDateOf(sent);
        var line = new AvaTaxLine(
            item,
            number,
            from,
            to,
            item.Number("amount", 0m),
            discount,
            taxCode,
            date,
            kind,
            []
        );
        return item.IsTrue("taxIncluded")
            ? Included(sent, line, digits)
            : line with
            {
                Details = Details(sent, line),
            };
    }

    private (AvaTaxPlace From, AvaTaxPlace To) Places(
        JsonObject sent,
        JsonObject item,
        string number
    )
    {
        var addresses =
            item["addresses"] as JsonObject
            ?? sent["addresses"] as JsonObject
            ?? throw AvaTaxErrors.NoAddress(number);
        var single = addresses["singleLocation"] as JsonObject;
        var from = single ?? addresses["shipFrom"] as JsonObject;
        var to = single ?? addresses["shipTo"] as JsonObject;
        return from is null || to is null
            ? throw AvaTaxErrors.NoAddress(number)
            : (AvaTaxPlace.Read(from, table), AvaTaxPlace.Read(to, table));
    }

    /// <summary>The amount has its tax in it: what is left of it when that is taken out.</summary>
    private AvaTaxLine Included(JsonObject sent, AvaTaxLine line, int digits)
    {
        var details = Details(sent, line);
        var rate = details.Where(x => x.Taxable != 0m).Sum(x => x.Rate);
        var net = (line.Net / (1m + rate)).RoundTo(digits);
        var inner = line with { Amount = net + line.Discount };
        return inner with { Details = Details(sent, inner) };
    }

    private List<AvaTaxDetail> Details(JsonObject sent, AvaTaxLine line)
    {
        var found = table.At(line.To, line.TaxDate, line.TaxCode);
        if (found.Count == 0)
        {
            // Where nothing is levied that the table knows of, the company has no nexus either.
            return table.Knows(line.To.Country)
                ? throw AvaTaxErrors.NoJurisdiction($"{line.To.Region} {line.To.PostalCode}".Trim())
                : [];
        }

        if (!HasNexus(line.To))
        {
            return [Untaxed(found[0], line.Net, "NexusRule")];
        }

        if (table.IsUntaxed(line.To, line.TaxCode))
        {
            return [.. found.Select(x => Untaxed(x, line.Net, "ProductTaxabilityRule"))];
        }

        if (IsExempt(sent, line.Sent))
        {
            return
            [
                .. found.Select(x => new AvaTaxDetail(
                    x,
                    0m,
                    0m,
                    0m,
                    line.Net,
                    "ExemptEntityRule",
                    0m
                )),
            ];
        }

        var isReversed = IsReversed(sent, line);
        return
        [
            .. found.Select(x =>
                isReversed
                    ? new AvaTaxDetail(x, 0m, line.Net, 0m, 0m, "RateRule", 0m)
                    : new AvaTaxDetail(x, x.Rate, line.Net, 0m, 0m, "RateRule", line.Net * x.Rate)
            ),
        ];
    }

    private static AvaTaxDetail Untaxed(AvaTaxJurisdiction where, decimal net, string rule) =>
        new(where, 0m, 0m, net, 0m, rule, 0m);

    private bool HasNexus(AvaTaxPlace place) =>
        company["_nexus"] is not JsonArray nexus
        || nexus.Any(x =>
            x!.ToString() is var where
            && (
                where is "*"
                || where.Equals(place.Country, StringComparison.OrdinalIgnoreCase)
                || where.Equals(
                    $"{place.Country}-{place.Region}",
                    StringComparison.OrdinalIgnoreCase
                )
            )
        );

    private static bool IsExempt(JsonObject sent, JsonObject item)
    {
        var use =
            new[] { item, sent }
                .SelectMany(x => new[] { x.Text("entityUseCode"), x.Text("customerUsageType") })
                .FirstOrDefault(x => x.Length > 0)
            ?? string.Empty;
        return !use.Equals("TAXABLE", StringComparison.OrdinalIgnoreCase)
            && (
                use.Length > 0
                || item.Text("exemptionCode").Length > 0
                || sent.Text("exemptionNo").Length > 0
            );
    }

    private static bool IsReversed(JsonObject sent, AvaTaxLine line)
    {
        var buyer = line.Sent.TextAt("businessIdentificationNo") is { Length: > 0 } own
            ? own
            : sent.Text("businessIdentificationNo");
        return buyer.Length > 0
            && !line.From.Country.Equals(line.To.Country, StringComparison.Ordinal)
            && AvaTaxTable.IsInUnion(line.From.Country)
            && AvaTaxTable.IsInUnion(line.To.Country);
    }

    private List<AvaTaxLine> Rounded(List<AvaTaxLine> lines, int digits)
    {
        var isDocument = company.TextAt("roundingLevelId") is "Document";
        var exact = 0m;
        var told = 0m;
        return lines.ConvertAll(line =>
            line with
            {
                Details =
                [
                    .. line.Details.Select(x =>
                    {
                        exact = isDocument ? exact + x.Exact : x.Exact;
                        var tax = exact.RoundTo(digits) - (isDocument ? told : 0m);
                        told += tax;
                        return x with { Calculated = tax, Tax = tax };
                    }),
                ],
            }
        );
    }

    /// <summary>What callers set in the place of what was calculated, on lines and then on the rest.</summary>
    private static List<AvaTaxLine> Overridden(JsonObject sent, List<AvaTaxLine> lines, int digits)
    {
        var own = lines.ConvertAll(x =>
            x.Override is "TaxAmount"
                ? Charged([x], x.Sent["taxOverride"]!.AsObject().Number("taxAmount", 0m), digits)[0]
                : x
        );
        if (
            sent["taxOverride"] is not JsonObject set
            || set.OneOf("type", Overrides) is not "TaxAmount"
        )
        {
            return own;
        }

        var rest = own.Where(x => x.Override is not "TaxAmount").ToList();
        var charged = Charged(rest, set.Number("taxAmount", 0m), digits);
        return own.ConvertAll(x => rest.IndexOf(x) is var at and >= 0 ? charged[at] : x);
    }

    private static List<AvaTaxLine> Charged(List<AvaTaxLine> lines, decimal tax, int digits)
    {
        var all = lines.SelectMany(x => x.Details).ToList();
        var weights = all.ConvertAll(x => Math.Abs(x.Calculated));
        if (weights.TrueForAll(x => x == 0m))
        {
            weights = all.ConvertAll(_ => 1m);
        }

        var shares = new Queue<decimal>(
            all.Count == 0 ? [] : LargestRemainder.Allocate(tax.RoundTo(digits), weights, digits)
        );
        return lines.ConvertAll(line =>
            line with
            {
                Details = [.. line.Details.Select(x => x with { Tax = shares.Dequeue() })],
            }
        );
    }
}

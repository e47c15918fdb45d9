using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.BillableEvents.Usage;
using Tieout.Domain.Canonical;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Prices by quantity, and hours included in a retainer.</summary>
internal static class UsageSteps
{
    private static readonly IReadOnlyDictionary<string, ConsumptionOrder> Orders =
        CaseChoices.SnakeCase<ConsumptionOrder>();

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["tier.price"] = (args, _) => Price(args),
            ["allowance.consume"] = (args, _) => Consume(args),
        };

    /// <summary>A price scale as written in a step or on a contract line.</summary>
    public static UsagePrice PriceOf(CaseFields fields)
    {
        var flatWhenZero = fields.Flag("flat_when_zero", otherwise: false);
        switch (fields.OptionalText("mode") ?? "graduated")
        {
            case "graduated":
                return new UsagePrice.Graduated(TiersOf(fields), flatWhenZero);
            case "volume":
                return new UsagePrice.Volume(TiersOf(fields), flatWhenZero);
            case "package":
                var package = fields.Child("package");
                return new UsagePrice.Package(
                    package.AboveZero("size"),
                    package.Number("price"),
                    package.FromZero("free", 0m)
                );
            default:
                throw fields.NoneOf("mode", ["graduated", "volume", "package"]);
        }
    }

    /// <summary>What happens to unused hours; nothing is carried without an object.</summary>
    public static Rollover RolloverOf(CaseFields? rollover) =>
        rollover is null
            ? Rollover.None
            : new Rollover(
                rollover.Flag("enabled", otherwise: true),
                rollover.OptionalFromZero("max") is { } max ? Effort.OfHours(max) : null,
                rollover.Has("expire_periods") ? rollover.CountFromZero("expire_periods") : null
            );

    private static ValueList<PriceTier> TiersOf(CaseFields fields)
    {
        var floor = 0m;
        List<PriceTier> tiers = [];
        var rows = fields.Children("tiers");
        foreach (var row in rows)
        {
            var end = row.OptionalNumber("up_to");
            if (end is null && row != rows[^1])
            {
                throw row.Error("up_to", "is missing; only the last tier has no end");
            }

            if (end <= floor)
            {
                throw row.Error("up_to", "is not above the tier before it");
            }

            floor = end ?? floor;
            tiers.Add(new PriceTier(end, row.Number("unit"), row.Number("flat", 0m)));
        }

        return tiers.Count > 0 ? [.. tiers] : throw fields.Error("tiers", "is empty");
    }

    private static JsonObject Price(CaseFields args)
    {
        var (price, quantity) = (PriceOf(args), args.FromZero("qty"));
        var tiers = price switch
        {
            UsagePrice.Graduated x => x.Tiers,
            UsagePrice.Volume x => x.Tiers,
            _ => [],
        };
        return tiers is [.., { UpTo: { } end }] && quantity > end
            ? throw args.Error("qty", "is above the last tier")
            : new JsonObject { ["amount"] = Amount(price.AmountFor(quantity)) };
    }

    private static JsonObject Consume(CaseFields args)
    {
        var rollover = RolloverOf(args.OptionalChild("rollover"));
        var order = args.Choice("order", Orders, ConsumptionOrder.RolloverFirst);
        var pool = HourPool.Empty;
        var periods = new JsonArray();
        foreach (var period in args.Children("periods"))
        {
            (pool, var use) = pool.Settle(
                Effort.OfHours(period.FromZero("grant")),
                Effort.OfHours(period.Number("used")),
                rollover,
                order
            );
            periods.Add(
                new JsonObject
                {
                    ["available"] = Quantity(use.Available),
                    ["used"] = Quantity(use.Used),
                    ["overage"] = Quantity(use.Overage),
                    ["carried"] = Quantity(use.Carried),
                    ["expired"] = Quantity(use.Expired),
                }
            );
        }

        return new JsonObject { ["periods"] = periods };
    }
}

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
                    package.Number("size"),
                    package.Number("price"),
                    package.Number("free", 0m)
                );
            default:
                throw fields.Error("mode", "is none of graduated, volume, package");
        }
    }

    /// <summary>What happens to unused hours; nothing is carried without an object.</summary>
    public static Rollover RolloverOf(CaseFields? rollover) =>
        rollover is null
            ? Rollover.None
            : new Rollover(
                rollover.Flag("enabled", otherwise: true),
                rollover.OptionalNumber("max") is { } max ? Effort.OfHours(max) : null,
                rollover.OptionalCount("expire_periods")
            );

    private static ValueList<PriceTier> TiersOf(CaseFields fields)
    {
        ValueList<PriceTier> tiers =
        [
            .. fields
                .Children("tiers")
                .Select(tier => new PriceTier(
                    tier.OptionalNumber("up_to"),
                    tier.Number("unit"),
                    tier.Number("flat", 0m)
                )),
        ];
        return tiers.Count > 0 ? tiers : throw fields.Error("tiers", "is empty");
    }

    private static JsonObject Price(CaseFields args) =>
        new() { ["amount"] = Amount(PriceOf(args).AmountFor(args.Number("qty"))) };

    private static JsonObject Consume(CaseFields args)
    {
        var rollover = RolloverOf(args.OptionalChild("rollover"));
        var order = args.Choice("order", Orders, ConsumptionOrder.RolloverFirst);
        var pool = HourPool.Empty;
        var periods = new JsonArray();
        foreach (var period in args.Children("periods"))
        {
            (pool, var use) = pool.Settle(
                Effort.OfHours(period.Number("grant")),
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

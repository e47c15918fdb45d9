using System.Text.Json.Nodes;
using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.Revenue;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Revenue of contracts.</summary>
internal static class RevenueSteps
{
    private const int PercentDigits = 4;

    private static readonly IReadOnlyDictionary<string, StraightLineGrain> Grains =
        CaseChoices.SnakeCase<StraightLineGrain>();

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["revrec.straight_line"] = (args, _) => Spread(args),
            ["revrec.progress"] = (args, _) => Progress(args),
            ["revrec.allocate"] = (args, _) => Allocate(args),
            ["revrec.variable"] = (args, _) => Variable(args),
            ["balance.classify"] = (args, _) => Classify(args),
        };

    private static JsonObject Spread(CaseFields args)
    {
        var currency = args.Currency("currency");
        var periods = StraightLine.Spread(
            args.Money("amount", currency),
            args.Interval(),
            args.Choice("grain", Grains, StraightLineGrain.Day),
            [.. args.OptionalChildren("suspensions").Select(pause => pause.Interval())]
        );
        return new JsonObject
        {
            ["periods"] = periods.ToJson(period => new JsonObject
            {
                ["period"] = YearMonthPattern.Iso.Format(period.Month),
                ["revenue"] = Amount(period.Revenue),
            }),
            ["total"] = Amount(Money.Sum(currency, periods.Select(period => period.Revenue))),
        };
    }

    private static JsonObject Progress(CaseFields args)
    {
        var currency = args.OptionalCurrency("currency") ?? TwoDigits;
        var showsCost = (args.OptionalText("measure") ?? "cost") is "cost";
        var before = args.MoneyOrZero("recognised_before", currency);
        var steps = new JsonArray();
        foreach (var step in args.Children("steps"))
        {
            var estimate = new ProgressEstimate(
                step.Number("to_date"),
                step.Number("total"),
                (step.Has("price") ? step : args).Money("price", currency),
                step.OptionalNumber("uninstalled") ?? args.Number("uninstalled", 0m)
            );
            var revenue = ProgressRevenue.Of(estimate, before, args.OptionalDigits("pct_dp"));
            var shown = new JsonObject
            {
                ["pct"] = Fixed(revenue.Percent, PercentDigits),
                ["revenue_to_date"] = Amount(revenue.RevenueToDate),
                ["revenue_period"] = Amount(revenue.RevenueOfPeriod),
            };
            if (showsCost)
            {
                shown["cost_to_date"] = Amount(new Money(estimate.ToDate, currency));
                shown["margin_to_date"] = Amount(revenue.Margin);
                shown["loss_provision"] = Amount(revenue.LossProvision);
            }

            steps.Add(shown);
            before = revenue.RevenueToDate;
        }

        return new JsonObject { ["steps"] = steps };
    }

    private static JsonObject Allocate(CaseFields args) =>
        new()
        {
            ["allocated"] = args.Allocated(
                    "price",
                    args.OptionalCurrency("currency") ?? TwoDigits,
                    "ssp"
                )
                .ToJson(Amount),
        };

    private static JsonObject Variable(CaseFields args)
    {
        var currency = args.OptionalCurrency("currency") ?? TwoDigits;
        var digits = args.OptionalDigits("price_dp");
        var position = VariableConsideration.None(currency);
        var steps = new JsonArray();
        foreach (var step in args.Children("steps"))
        {
            var before = position;
            position = position.After(
                step.Number("units"),
                step.Money("expected_price", currency),
                digits
            );
            var shown = new JsonObject
            {
                ["revenue_period"] = Amount(position.RevenueSince(before)),
                ["revenue_to_date"] = Amount(position.RevenueToDate),
            };
            if (step.Has("billed_to_date"))
            {
                shown["contract_liability"] = Amount(
                    position.LiabilityFor(step.Money("billed_to_date", currency))
                );
            }

            steps.Add(shown);
        }

        return new JsonObject { ["steps"] = steps };
    }

    private static JsonObject Classify(CaseFields args)
    {
        var currency = args.OptionalCurrency("currency") ?? TwoDigits;
        var position = new ContractPosition(
            args.Money("recognised", currency),
            args.Money("billed", currency)
        );
        var name =
            !position.Asset.IsZero ? "contract_asset"
            : !position.Liability.IsZero ? "contract_liability"
            : "none";
        return new JsonObject { ["class"] = name, ["amount"] = Amount(position.Amount) };
    }
}

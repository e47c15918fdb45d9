using System.Text.Json.Nodes;
using Tieout.Domain.Reconciliation;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Key figures.</summary>
internal static class IndicatorSteps
{
    private static readonly string[] Names =
    [
        "utilisation",
        "realisation",
        "leakage",
        "margin",
        "first_pass_yield",
        "backlog",
        "effective_rate",
        "dso",
        "dso_countback",
        "cycle_time",
        "exception_resolution",
    ];

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["kpi.compute"] = (args, _) => Compute(args, args.Child("inputs")),
        };

    private static JsonObject Compute(CaseFields args, CaseFields inputs)
    {
        decimal Get(string name) => inputs.Number(name);
        return args.Text("kpi") switch
        {
            "utilisation" => TwoDecimals(
                Indicators.Utilisation(Get("billable_hours"), Get("available_hours"))
            ),
            "realisation" => TwoDecimals(
                Indicators.Realisation(Get("billed_value"), Get("standard_value"))
            ),
            "leakage" => Leakage(inputs),
            "margin" => TwoDecimals(Indicators.Margin(Get("revenue"), Get("cost"))),
            "first_pass_yield" => TwoDecimals(
                Indicators.FirstPassYield(Get("ready_without_correction"), Get("total"))
            ),
            "backlog" => TwoDecimals(
                Indicators.Backlog(inputs.Children("contracts").Select(Contract))
            ),
            "effective_rate" => TwoDecimals(Indicators.EffectiveRate(Get("revenue"), Get("hours"))),
            "dso" => Value(
                Indicators.DaysSalesOutstanding(Get("ar"), Get("credit_sales"), Get("days")),
                digits: 1
            ),
            "dso_countback" => CountBack(inputs),
            "cycle_time" => CycleTime(inputs),
            "exception_resolution" => Resolution(inputs),
            _ => throw args.NoneOf("kpi", Names),
        };
    }

    private static JsonObject TwoDecimals(decimal? value) => Value(value, digits: 2);

    private static JsonObject Value(decimal? value, int digits) =>
        new() { ["value"] = Fixed(value, digits) };

    private static JsonObject Leakage(CaseFields inputs)
    {
        var (amount, percent) = Indicators.Leakage(
            inputs.Number("earned_value"),
            inputs.Number("billed_value"),
            inputs.Number("approved_write_down", 0m),
            inputs.Number("still_billable", 0m)
        );
        var result = TwoDecimals(percent);
        result["amount"] = Amount(amount);
        return result;
    }

    private static (decimal Price, decimal Recognised, bool IsSigned) Contract(CaseFields row) =>
        (row.Number("price"), row.Number("recognised", 0m), row.Text("status") is "signed");

    private static JsonObject CountBack(CaseFields inputs)
    {
        var (days, unexplained) = Indicators.CountBack(
            inputs.Number("ar"),
            inputs.Children("months").Select(month => (month.Number("sales"), month.Number("days")))
        );
        var result = Value(days, digits: 1);
        result["unexplained"] = Amount(unexplained);
        return result;
    }

    private static JsonObject CycleTime(CaseFields inputs)
    {
        var (mean, weighted) = Indicators.InvoiceCycle([
            .. inputs
                .Children("items")
                .Select(item =>
                    (item.Date("service_end"), item.Date("invoiced"), item.Number("amount"))
                ),
        ]);
        return new JsonObject
        {
            ["mean_days"] = Fixed(mean, 2),
            ["weighted_days"] = Fixed(weighted, 2),
        };
    }

    private static JsonObject Resolution(CaseFields inputs)
    {
        var items = inputs
            .Children("items")
            .ToLookup(item => item.Flag("resolved", otherwise: true));
        var (mean, median) = Indicators.Resolution(items[true].Select(i => i.Number("hours")));
        return new JsonObject
        {
            ["mean_hours"] = Fixed(mean, 2),
            ["median_hours"] = Fixed(median, 2),
            ["open"] = Count(items[false].Count()),
        };
    }
}

using System.Text.Json.Nodes;
using Tieout.Domain.BillableEvents.Expenses;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Expenses and travel allowances.</summary>
internal static class ExpenseSteps
{
    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["expense.price"] = (args, _) => Price(args),
            ["perdiem.compute"] = (args, _) => Allowance(args),
        };

    private static JsonObject Price(CaseFields args)
    {
        var price = ExpensePrice.Of(
            args.Money("amount", args.OptionalCurrency("currency") ?? TwoDigits),
            args.Number("tax_rate"),
            args.Number("nondeductible_pct", 0m),
            args.Number("markup_pct", 0m),
            args.Flag("amount_includes_tax", otherwise: false),
            args.Flag("tax_in_cost", otherwise: false)
        );
        return new JsonObject { ["cost"] = Amount(price.Cost), ["sales"] = Amount(price.Sales) };
    }

    private static JsonObject Allowance(CaseFields args)
    {
        var currency = args.OptionalCurrency("currency") ?? TwoDigits;
        var allowance = PerDiem.Of(
            args.Number("days"),
            args.MoneyOrZero("lodging", currency),
            args.MoneyOrZero("meals", currency),
            args.MoneyOrZero("incidentals", currency),
            args.OptionalChildren("reductions")
                .Select(reduction => (reduction.Number("count"), reduction.Number("pct")))
        );
        return new JsonObject
        {
            ["gross"] = Amount(allowance.Gross),
            ["reduction"] = Amount(allowance.Reduction),
            ["payable"] = Amount(allowance.Payable),
        };
    }
}

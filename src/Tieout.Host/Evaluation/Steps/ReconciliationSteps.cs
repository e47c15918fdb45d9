using System.Text.Json.Nodes;
using Tieout.Domain.Reconciliation;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Comparing two sides, a whole with its parts, and balances over time.</summary>
internal static class ReconciliationSteps
{
    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["recon.pair"] = (args, _) => Pair(args),
            ["recon.conserve"] = (args, _) => Conserve(args),
            ["recon.rollforward"] = (args, _) => RollForward(args),
        };

    private static JsonObject Pair(CaseFields args)
    {
        var compared = args.OptionalTexts("compare");
        if (compared.Distinct(StringComparer.Ordinal).Count() < compared.Count)
        {
            throw args.Error("compare", "has a field twice; each is allowed once");
        }

        var result = PairReconciliation.Of(
            ItemsOf(args, "left", compared),
            ItemsOf(args, "right", compared),
            new PairRules(args.Number("tolerance", 0m), args.OptionalDate("cutoff"), compared)
        );
        return new JsonObject
        {
            ["matched"] = result.Matched,
            ["within_tolerance"] = Amount(result.WithinTolerance),
            ["breaks"] = result.Breaks.ToJson(Shown),
            ["left_total"] = Amount(result.LeftTotal),
            ["right_total"] = Amount(result.RightTotal),
            ["difference"] = Amount(result.Difference),
            ["explained"] = Amount(result.Explained),
        };
    }

    private static List<ReconciledItem> ItemsOf(
        CaseFields args,
        string side,
        IReadOnlyList<string> compared
    ) =>
        [
            .. args.Children(side)
                .Select(item => new ReconciledItem(
                    item.Text("key"),
                    item.Number("amount"),
                    item.OptionalDate("date"),
                    compared.ToDictionary(name => name, item.OptionalLabel, StringComparer.Ordinal)
                )),
        ];

    private static JsonObject Shown(ReconciliationBreak found)
    {
        var shown = new JsonObject
        {
            ["key"] = found.Key,
            ["class"] = CaseChoices.Capitals(found.Class),
            ["difference"] = Amount(found.Difference),
        };
        if (found.Class is BreakClass.AttributeMismatch)
        {
            shown["fields"] = found.Fields.ToJson(field => field);
        }

        return shown;
    }

    private static JsonObject Conserve(CaseFields args)
    {
        var conservation = new Conservation(
            args.Number("total"),
            args.Has("parts") ? Values(args, "parts") : throw args.Error("parts", "is missing")
        );
        return new JsonObject
        {
            ["balanced"] = conservation.IsBalanced,
            ["difference"] = Trimmed(conservation.Difference),
        };
    }

    private static JsonObject RollForward(CaseFields args)
    {
        var balance = new RollForward(
            args.Number("opening"),
            Values(args, "plus"),
            Values(args, "minus"),
            args.Number("closing")
        );
        return new JsonObject
        {
            ["expected_closing"] = Amount(balance.ExpectedClosing),
            ["difference"] = Amount(balance.Difference),
            ["balanced"] = balance.IsBalanced,
        };
    }

    /// <summary>The values of an object, or of a list; none when it is left out.</summary>
    private static List<decimal> Values(CaseFields args, string name) =>
        args.IsObject(name) ? [.. args.Child(name).Map(args.Child(name).Number).Values]
        : args.Has(name) ? [.. args.Numbers(name)]
        : [];
}

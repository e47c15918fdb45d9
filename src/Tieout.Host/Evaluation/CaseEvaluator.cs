using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Domain.Deciding;
using Tieout.Host.Evaluation.Steps;

namespace Tieout.Host.Evaluation;

/// <summary>Runs the domain's rules on a worked case in the format tieout-case/1.</summary>
/// <remarks>Pure: no clock, no network, no locale, no machine zone.</remarks>
public static class CaseEvaluator
{
    private const string Format = "tieout-case/1";

    private static readonly Dictionary<string, CaseStep> Steps = new[]
    {
        AmountSteps.All,
        TimeSteps.All,
        TimesheetSteps.All,
        RateSteps.All,
        UsageSteps.All,
        ExpenseSteps.All,
        TaxSteps.All,
        InvoicingSteps.All,
        BillingSteps.All,
        JournalSteps.All,
        PostingSteps.All,
        RevenueSteps.All,
        ModificationSteps.All,
        ProjectSetupSteps.All,
        ReadinessSteps.All,
        ReconciliationSteps.All,
        IndicatorSteps.All,
    }
        .SelectMany(group => group)
        .ToDictionary(step => step.Key, step => step.Value, StringComparer.Ordinal);

    /// <summary>The step types that can be evaluated.</summary>
    public static IEnumerable<string> StepTypes => Steps.Keys.Order(StringComparer.Ordinal);

    /// <summary>A case's result, or an array of results for a set of cases.</summary>
    /// <exception cref="CaseException">Malformed, or with an unknown step type.</exception>
    public static JsonNode EvaluateDocument(JsonElement document)
    {
        var isSet =
            document.ValueKind is JsonValueKind.Object && document.TryGetProperty("cases", out _);
        return isSet ? EvaluateSet(new CaseFields(document, "set")) : Evaluate(document);
    }

    private static JsonArray EvaluateSet(CaseFields set) =>
        (set.OptionalText("format") ?? Format) is Format
            ? [.. set.Items("cases").Select(Evaluate)]
            : throw set.Error("format", $"is not {Format}");

    /// <summary>The result of one case, in the shape of its <c>expected</c>.</summary>
    /// <exception cref="CaseException">Malformed, or with an unknown step type.</exception>
    public static JsonNode Evaluate(JsonElement worked)
    {
        var id = new CaseFields(worked, "case").Text("id");
        var fields = new CaseFields(worked, id);
        var surroundings = new CaseSurroundings(
            fields.OptionalChild("given"),
            fields.OptionalChild("policies")
        );
        var results = new JsonArray();
        foreach (var (step, number) in fields.Children("steps").Select((step, i) => (step, i)))
        {
            results.Add(Evaluate(id, number, step, fields, surroundings));
        }

        return new JsonObject { ["case"] = id, ["steps"] = results };
    }

    private static JsonNode Evaluate(
        string id,
        int number,
        CaseFields step,
        CaseFields worked,
        CaseSurroundings surroundings
    )
    {
        var type = step.Text("do");
        var place = string.Create(CultureInfo.InvariantCulture, $"{id} step {number} ({type})");
        if (!Steps.TryGetValue(type, out var evaluate))
        {
            throw new UnsupportedStepException(place, type, Steps.Keys);
        }

        var raw = worked.Items("steps")[number];
        var args =
            raw.TryGetProperty("args", out var given) && given.ValueKind is JsonValueKind.Object
                ? new CaseFields(given, place)
                : throw new CaseException(place, "has no args, an object");
        try
        {
            return evaluate(args, surroundings);
        }
        catch (InvariantException broken)
        {
            throw new CaseException(place, broken.Message.TrimEnd('.'));
        }
        catch (Exception values)
            when (values is OverflowException or DivideByZeroException or ArgumentException)
        {
            throw new CaseException(
                place,
                "has values that cannot be computed with: one is too large, or divides and is zero"
            );
        }
    }
}

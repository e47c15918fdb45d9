using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Revenue;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Revenue of changed contracts.</summary>
internal static class ModificationSteps
{
    private static readonly IReadOnlyDictionary<string, RemainingService> Remainders =
        new Dictionary<string, RemainingService>(StringComparer.Ordinal)
        {
            ["yes"] = RemainingService.Distinct,
            ["no"] = RemainingService.NotDistinct,
            ["mixed"] = RemainingService.Mixed,
        };

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["revrec.modify"] = (args, _) => Modify(args),
        };

    private static JsonObject Modify(CaseFields args)
    {
        var currency = args.OptionalCurrency("currency") ?? TwoDigits;
        var modification = ModificationOf(args, currency);
        var result = new JsonObject
        {
            ["treatment"] = CaseChoices.SnakeCase(modification.Treatment),
            ["catch_up"] = Amount(modification.CatchUp),
        };
        if (modification.Remaining is { } remaining)
        {
            result["remaining"] = Amount(remaining);
        }

        if (
            args.OptionalNumber("remaining_periods") is { } periods
            && modification.PerPeriod(periods) is { } each
        )
        {
            result["per_period"] = Amount(each);
        }

        return result;
    }

    private static ContractModification ModificationOf(CaseFields args, CurrencyCode currency)
    {
        var facts = args.Child("facts");
        var treatment = ContractModification.TreatmentOf(
            facts.Flag("adds_distinct", otherwise: false),
            facts.Flag("priced_at_ssp", otherwise: false),
            facts.Choice("remaining_distinct", Remainders)
        );
        var digits = args.OptionalDigits("pct_dp");
        return treatment switch
        {
            ModificationTreatment.SeparateContract => ContractModification.SeparateContract(
                currency
            ),
            ModificationTreatment.Prospective => ContractModification.Prospective(
                Part(args, currency, digits)
            ),
            ModificationTreatment.CumulativeCatchUp => ContractModification.CumulativeCatchUp(
                MeasuredPart(args, currency, digits)
            ),
            _ => ContractModification.Combination(
                MeasuredPart(args.Child("not_distinct"), currency, digits),
                Part(args.Child("distinct"), currency, digits)
            ),
        };
    }

    private static ModifiedPart Part(CaseFields part, CurrencyCode currency, int? digits) =>
        new(
            part.Money("new_price", currency),
            part.Money("recognised", currency),
            PercentDigits: digits
        );

    private static ModifiedPart MeasuredPart(CaseFields part, CurrencyCode currency, int? digits) =>
        Part(part, currency, digits) with
        {
            Done = part.Number("progress_num"),
            All = part.AboveZero("progress_den"),
        };
}

namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>The slow, complete account of a rate look-up, for people.</summary>
internal static class RateExplanation
{
    public static IReadOnlyList<RateCandidate> Of(
        IEnumerable<RateShelf> shelves,
        RateContext context,
        LocalDate? asOf
    )
    {
        var work = RateDimensions.Of(context);
        var rows = shelves
            .SelectMany(shelf => shelf.Rows)
            .Select(row => new Look(row, row.Priced(context), Miss(row, context, work, asOf)))
            .Where(look => look.Misses <= 1)
            .OrderBy(look => look.Priced.Level)
            .ThenByDescending(look => look.Row.Specificity)
            .ThenByDescending(look => look.Row.From)
            .ThenBy(look => look.Row.Card, StringComparer.Ordinal)
            .ThenBy(look => look.Row.Line, StringComparer.Ordinal)
            .ToList();
        var applicable = rows.Where(look => look.Misses == 0).ToList();
        return
        [
            .. rows.Select(look =>
                look.Row.Judged(look.Priced, look.Miss ?? Rank(look, applicable))
            ),
        ];
    }

    private static RateVerdict Rank(Look look, List<Look> applicable)
    {
        var best = applicable[0];
        if (look.Priced.Level != best.Priced.Level)
        {
            return RateVerdict.LowerLevel;
        }

        if (look.Row.Specificity != best.Row.Specificity)
        {
            return RateVerdict.LessSpecific;
        }

        if (look.Row.From != best.Row.From)
        {
            return RateVerdict.EarlierStart;
        }

        if (applicable.Exists(other => look.Row.IsSupersededBy(other.Row)))
        {
            return RateVerdict.Superseded;
        }

        var equals = applicable
            .Where(other =>
                other.Priced.Level == look.Priced.Level
                && other.Row.Specificity == look.Row.Specificity
                && other.Row.From == look.Row.From
                && !applicable.Exists(newer => other.Row.IsSupersededBy(newer.Row))
            )
            .ToList();
        if (equals.Exists(other => other.Priced.Rate != look.Priced.Rate))
        {
            return RateVerdict.Contradicts;
        }

        return ReferenceEquals(look, equals[0]) ? RateVerdict.Chosen : RateVerdict.SamePrice;
    }

    private static (RateVerdict? Verdict, int Misses) Miss(
        RateRow row,
        RateContext context,
        RateDimensions work,
        LocalDate? asOf
    )
    {
        var otherWork = row.Dimensions.DifferencesFrom(work) + (row.Covers(context) ? 0 : 1);
        var outside = row.Holds(context.Date) ? 0 : 1;
        var unknown = row.IsKnown(asOf) ? 0 : 1;
        var otherCurrency = row.Accepts(context.Currency) ? 0 : 1;
        RateVerdict? verdict = (otherWork, outside, unknown, otherCurrency) switch
        {
            (> 0, _, _, _) => RateVerdict.OtherWork,
            (_, 1, _, _) => RateVerdict.OutsideDates,
            (_, _, 1, _) => RateVerdict.NotYetKnown,
            (_, _, _, 1) => RateVerdict.OtherCurrency,
            _ => null,
        };
        return (verdict, otherWork + outside + unknown + otherCurrency);
    }

    private sealed record Look(
        RateRow Row,
        AppliedRate Priced,
        (RateVerdict? Verdict, int Count) Result
    )
    {
        public RateVerdict? Miss => Result.Verdict;

        public int Misses => Result.Count;
    }
}

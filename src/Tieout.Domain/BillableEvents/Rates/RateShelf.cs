using Tieout.Domain.Canonical;

namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>All cards attached to one thing (a project, a customer), ready for look-ups.</summary>
/// <remarks>
/// Rows are kept by specificity, best first, and within one specificity by the values they name: a
/// look-up costs one hash per distinct specificity, however many lines the cards have.
/// </remarks>
internal sealed class RateShelf
{
    private readonly Tier[] _tiers;
    private readonly RateRow[] _rows;

    public RateShelf(IEnumerable<RateCard> cards)
    {
        Cards = [.. cards.OrderBy(card => card.Id.Value, StringComparer.Ordinal)];
        _rows = [.. Cards.SelectMany(RateRow.Of)];
        _tiers =
        [
            .. _rows
                .GroupBy(row => row.Specificity)
                .OrderByDescending(group => group.Key)
                .Select(group => new Tier(group.Key, Index(group))),
        ];
    }

    public IReadOnlyList<RateCard> Cards { get; }

    /// <summary>Every row, ordered by card.</summary>
    public IReadOnlyList<RateRow> Rows => _rows;

    /// <summary>The best rows that apply: one, or several of equal rank; null when none does.</summary>
    public RateResolution? Resolve(RateContext context, in RateDimensions work, LocalDate? asOf)
    {
        foreach (var tier in _tiers)
        {
            var wanted = tier.Specificity > 0 ? work.Masked(tier.Specificity) : default;
            if (
                tier.Rows.TryGetValue(wanted, out var rows)
                && Best(rows, context, asOf) is { } resolution
            )
            {
                return resolution;
            }
        }

        return null;
    }

    private static RateResolution? Best(RateRow[] rows, RateContext context, LocalDate? asOf)
    {
        // Rows are ordered by start, latest first; within one start by card and line.
        AppliedRate? found = null;
        List<AppliedRate>? equals = null;
        var from = LocalDate.MinIsoValue;
        var contradict = false;
        foreach (var row in rows)
        {
            if (found is not null && row.From < from)
            {
                break;
            }

            if (!row.Applies(context, asOf) || IsSuperseded(row, rows, context, asOf))
            {
                continue;
            }

            var priced = row.Priced(context);
            if (found is null)
            {
                (found, from) = (priced, row.From);
                continue;
            }

            equals ??= [found];
            equals.Add(priced);
            contradict |= priced.Rate != found.Rate;
        }

        return found is null ? null
            : contradict ? new RateResolution.Ambiguous(equals!)
            : new RateResolution.Found(found);
    }

    private static bool IsSuperseded(
        RateRow row,
        RateRow[] rows,
        RateContext context,
        LocalDate? asOf
    )
    {
        foreach (var other in rows)
        {
            if (row.IsSupersededBy(other) && other.Applies(context, asOf))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<RateDimensions, RateRow[]> Index(IEnumerable<RateRow> rows) =>
        rows.GroupBy(row => row.Dimensions)
            .ToDictionary(
                group => group.Key,
                group =>
                    group
                        .OrderByDescending(row => row.From)
                        .ThenBy(row => row.Card, StringComparer.Ordinal)
                        .ThenBy(row => row.Line, StringComparer.Ordinal)
                        .ToArray()
            );

    private sealed record Tier(int Specificity, Dictionary<RateDimensions, RateRow[]> Rows);
}

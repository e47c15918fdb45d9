using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Funding;

/// <summary>Several payers of one contract, with limits, and what they have left. Immutable.</summary>
/// <param name="Remaining">
/// What is left by source, below zero where more was used than its limit: such a source pays nothing.
/// A source that is not listed has no limit.
/// </param>
/// <param name="RoundingSource">Takes the odd minor unit; the first of a priority when none.</param>
/// <remarks>
/// Sources of one priority pay by their percentages, as long as none of them runs out; the rest goes to
/// the next priority. Source: domain rules §8.16; Dynamics 365 funding limits.
/// </remarks>
public sealed record FundingPlan(
    IReadOnlyList<FundingRule> Rules,
    IReadOnlyDictionary<string, Money> Remaining,
    string? RoundingSource = null
)
{
    /// <summary>Shares one transaction out; the plan that comes back has less room.</summary>
    /// <param name="amount">Zero or more, in whole minor units.</param>
    public (FundingPlan Next, FundingShares Shares) Fund(Money amount)
    {
        var left = amount;
        var room = new Dictionary<string, Money>(Remaining, StringComparer.Ordinal);
        var shares = new Dictionary<string, Money>(StringComparer.Ordinal);
        foreach (var group in Rules.GroupBy(rule => rule.Priority).OrderBy(group => group.Key))
        {
            foreach (var (source, share) in Split(BySource(group), left, room))
            {
                shares[source] = shares.TryGetValue(source, out var sum) ? sum + share : share;
                left -= share;
                if (room.TryGetValue(source, out var rest))
                {
                    room[source] = rest - share;
                }
            }
        }

        return (this with { Remaining = room }, new FundingShares(shares, left));
    }

    /// <summary>Two rules of one source at one priority are one with both percentages.</summary>
    private static List<FundingRule> BySource(IEnumerable<FundingRule> group) =>
        [
            .. group
                .GroupBy(rule => rule.Source, StringComparer.Ordinal)
                .Select(rules => rules.First() with { Percent = rules.Sum(r => r.Percent) }),
        ];

    private IEnumerable<(string Source, Money Share)> Split(
        List<FundingRule> group,
        Money left,
        Dictionary<string, Money> room
    )
    {
        var percents = group.Sum(rule => rule.Percent);
        if (left.Amount <= 0m || percents <= 0m)
        {
            return [];
        }

        var taken = percents >= 100m ? left.Amount : left.Amount * percents / 100m;
        foreach (var rule in group.Where(rule => rule.Percent > 0m))
        {
            taken = RoomOf(rule.Source, room) is { } rest
                ? Math.Min(taken, rest.Amount * percents / rule.Percent)
                : taken;
        }

        var total = (left with { Amount = taken }).Round(Rounding.Down);
        var shares = group
            .Select(rule =>
                (total with { Amount = total.Amount * rule.Percent / percents }).Round(
                    Rounding.Down
                )
            )
            .ToArray();
        var residue = total - Money.Sum(total.Currency, shares);
        foreach (var i in ResidueOrder(group))
        {
            var most = RoomOf(group[i].Source, room) is { } rest
                ? Money.Min(residue, rest - shares[i])
                : residue;
            shares[i] += most;
            residue -= most;
        }

        return group
            .Select((rule, i) => (rule.Source, Share: shares[i]))
            .Where(x => !x.Share.IsZero);
    }

    /// <summary>Whole minor units that a source can still pay; none when it has no limit.</summary>
    private static Money? RoomOf(string source, Dictionary<string, Money> room) =>
        room.TryGetValue(source, out var rest)
            ? Money.Max(rest.Round(Rounding.Down), Money.Zero(rest.Currency))
            : null;

    private IEnumerable<int> ResidueOrder(List<FundingRule> group) =>
        Enumerable
            .Range(0, group.Count)
            .OrderBy(i =>
                string.Equals(group[i].Source, RoundingSource, StringComparison.Ordinal) ? 0 : 1
            )
            .ThenBy(i => i);
}

using Tieout.Domain.Amounts;

namespace Tieout.Domain.TimeValidation;

/// <summary>Rounds entries one by one, or the sum of those of a day.</summary>
/// <remarks>Source: domain rules §6.4 (2).</remarks>
public sealed record BillableIncrement(TimeRounding Rounding, IncrementScope Scope)
{
    /// <summary>Billable time per entry, in the order of the entries.</summary>
    /// <remarks>
    /// In a group the surplus goes to its last entry and a shortage is taken from the last backwards.
    /// </remarks>
    public IReadOnlyList<Effort> Apply(IReadOnlyList<CapturedTime> entries)
    {
        if (Scope is IncrementScope.Entry)
        {
            return [.. entries.Select(entry => Rounding.Of(entry.Worked))];
        }

        var billable = entries.Select(entry => entry.Worked).ToArray();
        var groups = Enumerable
            .Range(0, entries.Count)
            .GroupBy(i => (entries[i].Resource, entries[i].Task, entries[i].Date));
        foreach (var group in groups)
        {
            Share([.. group], billable);
        }

        return billable;
    }

    private void Share(IReadOnlyList<int> group, Effort[] billable)
    {
        var worked = Effort.Sum(group.Select(i => billable[i]));
        var difference = Rounding.Of(worked) - worked;
        if (difference > Effort.Zero)
        {
            billable[group[^1]] += difference;
            return;
        }

        foreach (var i in group.Reverse())
        {
            var taken = -difference < billable[i] ? -difference : billable[i];
            billable[i] -= taken;
            difference += taken;
        }
    }
}

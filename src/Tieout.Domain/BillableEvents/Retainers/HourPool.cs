using Tieout.Domain.Amounts;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.BillableEvents.Retainers;

/// <summary>The included hours of a retainer that earlier periods left over. Immutable.</summary>
/// <remarks>
/// Conservation per period: granted + carried in = used - overage + carried out + expired. Source:
/// domain rules §8.6 and identity C6.
/// </remarks>
public sealed record HourPool
{
    private HourPool(IReadOnlyList<Grant> carried) => Carried = carried;

    public static HourPool Empty { get; } = new([]);

    /// <summary>The pool that an earlier period left.</summary>
    public static HourPool Of(IReadOnlyList<Grant> carried) => new(carried);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Grant> Carried { get; }

    /// <summary>Settles one period: what is used, what goes on to the next, what expires.</summary>
    /// <param name="granted">Included hours of the period, prorated; zero or more.</param>
    /// <param name="used">Hours worked in the period; zero or more.</param>
    public (HourPool Next, PeriodUse Use) Settle(
        Effort granted,
        Effort used,
        Rollover rollover,
        ConsumptionOrder order
    )
    {
        var aged = Carried.Select(grant => grant with { Age = grant.Age + 1 });
        List<Grant> live = [.. aged.Where(grant => IsUsable(grant, rollover))];
        var current = new Grant(granted, Age: 0);
        List<Grant> sequence =
            order is ConsumptionOrder.RolloverFirst ? [.. live, current] : [current, .. live];
        var available = Effort.Sum(sequence.Select(grant => grant.Left));
        var (left, overage) = Consume(sequence, used);
        var kept = Keep([.. left.OrderByDescending(grant => grant.Age)], rollover);
        var carried = Effort.Sum(kept.Select(grant => grant.Left));
        var expired = available - (used - overage) - carried;
        Invariant.Require(expired >= Effort.Zero, "no hour is used and carried");
        return (new HourPool(kept), new PeriodUse(available, used, overage, carried, expired));
    }

    private static bool IsUsable(Grant grant, Rollover rollover) =>
        rollover.ExpirePeriods is null || grant.Age <= rollover.ExpirePeriods;

    private static (List<Grant> Left, Effort Overage) Consume(List<Grant> grants, Effort used)
    {
        List<Grant> left = [];
        foreach (var grant in grants)
        {
            var taken = used < grant.Left ? used : grant.Left;
            used -= taken;
            left.Add(grant with { Left = grant.Left - taken });
        }

        return (left, used);
    }

    /// <summary>Older grants keep their place; what does not fit under the limit expires.</summary>
    private static List<Grant> Keep(List<Grant> oldestFirst, Rollover rollover)
    {
        List<Grant> kept = [];
        if (!rollover.IsEnabled)
        {
            return kept;
        }

        var room = rollover.Max;
        foreach (var grant in oldestFirst)
        {
            var isLast = rollover.ExpirePeriods is { } periods && grant.Age >= periods;
            var part = room is { } most && most < grant.Left ? most : grant.Left;
            if (!isLast && part > Effort.Zero)
            {
                kept.Add(grant with { Left = part });
                room = room - part;
            }
        }

        return kept;
    }

    /// <summary>Hours of one earlier period.</summary>
    /// <param name="Left">Not yet used.</param>
    /// <param name="Age">Periods since they were granted.</param>
    public sealed record Grant(Effort Left, int Age);
}

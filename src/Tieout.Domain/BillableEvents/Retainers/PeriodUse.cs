using Tieout.Domain.Amounts;

namespace Tieout.Domain.BillableEvents.Retainers;

/// <summary>What a period did with its hours.</summary>
/// <param name="Available">Granted and carried in.</param>
/// <param name="Used">All of it, the overage included.</param>
/// <param name="Overage">Beyond what was available; priced apart.</param>
/// <param name="Carried">In all, to the next period.</param>
/// <param name="Expired">Lost at the end of the period.</param>
public sealed record PeriodUse(
    Effort Available,
    Effort Used,
    Effort Overage,
    Effort Carried,
    Effort Expired
);

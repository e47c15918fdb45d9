using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;

namespace Tieout.Domain.Invoicing;

/// <summary>A billed month of a retainer: its hours, and the pool that it leaves.</summary>
/// <param name="Month">First day of the month; a month is billed once.</param>
/// <param name="Included">Prorated hours of the month; none where hours are not counted.</param>
/// <param name="After">Hours carried to the next month, oldest first.</param>
/// <param name="Window">What was settled, where that is no whole month or the retainer ran in a part of it.</param>
public sealed record RetainerPeriod(
    LocalDate Month,
    Effort? Included,
    PeriodUse Use,
    IReadOnlyList<HourPool.Grant> After,
    DateInterval? Window = null
)
{
    /// <summary>The day after what was settled.</summary>
    internal LocalDate Next => (Window?.End ?? Month.With(DateAdjusters.EndOfMonth)).PlusDays(1);
}

using System.Diagnostics;

namespace Tieout.Domain.Invoicing.Posting;

/// <summary>The periods of one legal entity, as the hub last read them from its ledger.</summary>
/// <remarks>Source: domain rules §13; the target's refusal is still handled when it posts.</remarks>
public sealed class LedgerCalendar(IEnumerable<LedgerPeriod> periods)
{
    private readonly List<LedgerPeriod> _open =
    [
        .. periods.Where(period => period.IsOpen).OrderBy(period => period.Dates.Start),
    ];

    public bool IsOpenOn(LocalDate date) => _open.Exists(period => period.Dates.Contains(date));

    /// <summary>
    /// The date itself in an open period, else a day of the next open one; null when none follows,
    /// which blocks the document with PERIOD_CLOSED.
    /// </summary>
    public AccountingDate? DateFor(LocalDate date, ShiftPolicy policy)
    {
        if (IsOpenOn(date))
        {
            return new AccountingDate(date, IsShifted: false);
        }

        var next = _open.Find(period => period.Dates.Start > date);
        return next is null
            ? null
            : new AccountingDate(
                policy switch
                {
                    ShiftPolicy.FirstOpenDay => next.Dates.Start,
                    ShiftPolicy.LastOpenDay => next.Dates.End,
                    _ => throw new UnreachableException(),
                },
                IsShifted: true
            );
    }
}

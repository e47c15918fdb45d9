using System.Diagnostics;

namespace Tieout.Domain.Invoicing.Posting;

/// <summary>The periods of one legal entity, as the hub last read them from its ledger.</summary>
/// <remarks>Source: domain rules §13; the target's refusal is still handled when it posts.</remarks>
public sealed class LedgerCalendar(IEnumerable<LedgerPeriod> periods)
{
    private readonly List<LedgerPeriod> _all = [.. periods.OrderBy(period => period.Dates.Start)];

    public bool IsOpenOn(LocalDate date) =>
        _all.Exists(period => period.IsOpen && period.Dates.Contains(date));

    /// <summary>
    /// The date itself in an open period, else a day of the next open one; null when none follows or
    /// nothing may be moved, which blocks the document with PERIOD_CLOSED.
    /// </summary>
    /// <param name="date">The document's own.</param>
    /// <param name="policy">A document of a closed period waits when none.</param>
    public AccountingDate? DateFor(LocalDate date, ShiftPolicy? policy)
    {
        if (IsOpenOn(date))
        {
            return new AccountingDate(date, IsShifted: false);
        }

        var next = _all.Find(period => period.IsOpen && period.Dates.Start > date);
        return next is null || policy is not { } shift
            ? null
            : new AccountingDate(
                shift switch
                {
                    ShiftPolicy.FirstOpenDay => next.Dates.Start,
                    ShiftPolicy.LastOpenDay => next.Dates.End,
                    _ => throw new UnreachableException(),
                },
                IsShifted: true
            );
    }

    /// <summary>Why nothing can be posted on a day that is not open, for an operator.</summary>
    public string ClosureOf(LocalDate date) =>
        _all.Find(period => period.Dates.Contains(date)) switch
        {
            null => "no period has that day",
            { Note: { } note } => note,
            _ => "its period is closed",
        };
}

namespace Tieout.Domain.Invoicing.Posting;

/// <summary>The periods of a ledger, and what is done where one is closed.</summary>
/// <param name="Policy">A document of a closed period waits when none.</param>
public sealed record PostingCalendar(LedgerCalendar Periods, ShiftPolicy? Policy)
{
    /// <summary>The day on which a document counts; none while it waits.</summary>
    public AccountingDate? DateFor(LocalDate date) => Periods.DateFor(date, Policy);

    /// <summary>Why a document of that date waits; none when it is posted.</summary>
    public string? WaitingOn(LocalDate date) =>
        DateFor(date) is not null
            ? null
            : Periods.ClosureOf(date)
                + (Policy is null ? string.Empty : ", and no later one is open");
}

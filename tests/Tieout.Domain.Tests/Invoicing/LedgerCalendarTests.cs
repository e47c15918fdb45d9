using CsCheck;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class LedgerCalendarTests
{
    [Theory]
    [InlineData(ShiftPolicy.FirstOpenDay, 1)]
    [InlineData(ShiftPolicy.LastOpenDay, 31)]
    public void A_document_of_a_closed_month_moves_to_the_next_open_one(ShiftPolicy policy, int day)
    {
        var calendar = new LedgerCalendar([
            Month(5, PeriodStatus.Open),
            Month(4, PeriodStatus.SoftClosed),
            Month(3, PeriodStatus.Closed),
        ]);

        Assert.Equal(
            new AccountingDate(new(2025, 5, day), IsShifted: true),
            calendar.DateFor(new(2025, 3, 28), policy)
        );
        Assert.Null(calendar.DateFor(new(2025, 6, 1), policy));
    }

    [Fact]
    public void Without_a_policy_a_document_of_a_closed_month_waits_and_says_why()
    {
        var calendar = new LedgerCalendar([
            Month(3, PeriodStatus.Closed),
            Month(4, PeriodStatus.SoftClosed) with
            {
                Note = "the auditors are in",
            },
            Month(5, PeriodStatus.Open),
        ]);

        Assert.Null(calendar.DateFor(new(2025, 3, 28), policy: null));
        Assert.Equal(
            new AccountingDate(new(2025, 5, 2), IsShifted: false),
            calendar.DateFor(new(2025, 5, 2), policy: null)
        );
        Assert.Equal("its period is closed", calendar.ClosureOf(new(2025, 3, 28)));
        Assert.Equal("the auditors are in", calendar.ClosureOf(new(2025, 4, 30)));
        Assert.Equal("no period has that day", calendar.ClosureOf(new(2025, 2, 28)));
    }

    [Fact]
    public void A_posting_date_is_always_in_an_open_period_and_never_earlier_than_the_document()
    {
        Gen.Select(Gen.Enum<PeriodStatus>().Array[12], Gen.Int[0, 364], Gen.Enum<ShiftPolicy>())
            .Sample(
                (statuses, dayOfYear, policy) =>
                {
                    LedgerPeriod[] periods = [.. statuses.Select((s, i) => Month(i + 1, s))];
                    var date = new LocalDate(2025, 1, 1).PlusDays(dayOfYear);
                    var found = new LedgerCalendar(periods).DateFor(date, policy);

                    Assert.Equal(found is null, !periods.Any(p => p.IsOpen && p.Dates.End >= date));
                    Assert.True(found is null || found.Date >= date);
                    Assert.True(
                        found is null || periods.Single(p => p.Dates.Contains(found.Date)).IsOpen
                    );
                    Assert.True(found is null || found.IsShifted == (found.Date != date));
                }
            );
    }

    private static LedgerPeriod Month(int month, PeriodStatus status)
    {
        var start = new LocalDate(2025, month, 1);
        return new LedgerPeriod(new DateInterval(start, start.PlusMonths(1).PlusDays(-1)), status);
    }
}

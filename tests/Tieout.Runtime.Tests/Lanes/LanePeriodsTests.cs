using NodaTime.Testing;
using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.Tests.Reconciliation;

namespace Tieout.Runtime.Tests.Lanes;

/// <summary>How often a lane reads the periods of its target, and what it makes of them.</summary>
public sealed class LanePeriodsTests
{
    private static readonly YearMonth October = new(2026, 10);

    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 2, 9, 0));
    private readonly Books _books = new();

    [Fact]
    public async Task Documents_that_are_delivered_together_read_the_periods_once()
    {
        var (periods, invoice) = (Periods(policy: null), await InvoiceAsync());
        _books.Answer = new TaskCompletionSource<IReadOnlyList<LedgerPeriod>>();
        var both = Task.WhenAll(periods.DayOfAsync(invoice), periods.DayOfAsync(invoice));
        _books.Answer.SetResult([new(October.ToDateInterval(), PeriodStatus.Open)]);

        Assert.Equal([new PostingDay(), new PostingDay()], await both);
        Assert.Equal(1, _books.Reads);
    }

    [Fact]
    public async Task Periods_are_read_again_after_five_minutes_or_when_they_may_have_changed()
    {
        var (periods, invoice) = (Periods(policy: null), await InvoiceAsync());
        Assert.Null((await periods.DayOfAsync(invoice)).Block);

        _books.October = PeriodStatus.Closed;
        _clock.AdvanceMinutes(5);
        Assert.Null((await periods.DayOfAsync(invoice)).Block);
        _clock.AdvanceTicks(1);
        Assert.Equal(
            "ledger takes nothing of UK on 2026-10-31: its period is closed.",
            (await periods.DayOfAsync(invoice)).Block?.Message
        );

        _books.October = PeriodStatus.Open;
        periods.Forget();
        Assert.Equal(new PostingDay(), await periods.DayOfAsync(invoice));
        Assert.Equal(3, _books.Reads);
    }

    [Fact]
    public async Task Periods_that_could_not_be_read_are_read_again_at_once()
    {
        var (periods, invoice) = (Periods(ShiftPolicy.LastOpenDay), await InvoiceAsync());
        _books.Answer = new TaskCompletionSource<IReadOnlyList<LedgerPeriod>>();
        _books.Answer.SetException(new ConnectorException(ConnectorFault.Transient, "down"));
        await Assert.ThrowsAsync<ConnectorException>(() => periods.DayOfAsync(invoice));

        (_books.Answer, _books.October) = (null, PeriodStatus.Closed);

        Assert.Equal(
            new PostingDay(ShiftedTo: new LocalDate(2026, 11, 30)),
            await periods.DayOfAsync(invoice)
        );
    }

    [Fact]
    public async Task A_target_that_tells_no_periods_takes_every_day()
    {
        var periods = new LanePeriods("ledger", target: null, policy: null, _clock);

        Assert.Equal(new PostingDay(), await periods.DayOfAsync(await InvoiceAsync()));
    }

    private LanePeriods Periods(ShiftPolicy? policy) => new("ledger", _books, policy, _clock);

    /// <summary>Of the last of October, from the United Kingdom.</summary>
    private static async Task<Invoice> InvoiceAsync()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        return firm.State.Invoices.Values.Single().Invoice;
    }

    /// <summary>Two months of a ledger; November is open.</summary>
    private sealed class Books : IPostingCalendar
    {
        public int Reads { get; private set; }

        public PeriodStatus October { get; set; } = PeriodStatus.Open;

        /// <summary>Answers in place of the months.</summary>
        public TaskCompletionSource<IReadOnlyList<LedgerPeriod>>? Answer { get; set; }

        public Task<IReadOnlyList<LedgerPeriod>> ReadPeriodsAsync(
            LegalEntityCode legalEntity,
            CancellationToken cancellationToken
        )
        {
            Reads++;
            return Answer?.Task
                ?? Task.FromResult<IReadOnlyList<LedgerPeriod>>([
                    new(LanePeriodsTests.October.ToDateInterval(), October),
                    new(new YearMonth(2026, 11).ToDateInterval(), PeriodStatus.Open),
                ]);
        }
    }
}

using Tieout.Domain.Canonical;
using Tieout.Domain.Intercompany;
using static Tieout.Domain.Tests.Intercompany.LendingFirm;

namespace Tieout.Domain.Tests.Intercompany;

/// <summary>What becomes of months that are booked when time and prices change afterwards.</summary>
public sealed class IntercompanyChangesExamples
{
    [Fact]
    public void A_late_correction_falls_in_the_month_after_what_was_booked()
    {
        var hub = WithPrices();
        hub.Take(Lent(1));
        var booked = ToDate(hub, July);
        hub.Take(Lent(1, version: 2, hours: 8m));
        hub.Take(Lent(2, hours: 1m, date: new LocalDate(2026, 8, 3)));

        // 10 h are taken back, 8 h booked: 8 x 88 = 704 EUR, 8 x 120 = 960 USD.
        var august = IntercompanyMonth.Of(August, booked, ToDate(hub, August));
        Assert.Equal(
            [
                "2026-08-01 time/chronos/1/v1/reversal: -10 h, -880 EUR, -1200 USD",
                "2026-08-01 time/chronos/1/v2: 8 h, 704 EUR, 960 USD",
                "2026-08-03 time/chronos/2/v1: 1 h, 88 EUR, 120 USD",
            ],
            Plain(august)
        );
        var pair = Assert.Single(Elimination.Of(august.Postings));
        Assert.Equal(
            (De, Uk, -120m, -120m, 0m),
            (
                pair.Lender,
                pair.Borrower,
                pair.Receivable.Amount,
                pair.Payable.Amount,
                pair.Difference.Amount
            )
        );
    }

    [Fact]
    public void As_known_now_a_correction_falls_in_the_month_of_the_work()
    {
        var hub = WithPrices();
        hub.Take(Lent(1));
        hub.Take(Lent(1, version: 2, hours: 8m));

        Assert.Equal(["2026-07-06 time/chronos/1/v2: 8 h, 704 EUR, 960 USD"], Plain(Of(hub, July)));
        Assert.Empty(Of(hub, August).Postings);
    }

    [Fact]
    public void Work_that_its_source_deletes_or_takes_back_is_reversed()
    {
        var hub = WithPrices();
        hub.Take(Lent(1));
        hub.Take(Lent(2, hours: 1m));
        var booked = ToDate(hub, July);
        hub.Take(Lent(1, version: 2) with { IsDeleted = true });
        hub.Take(Lent(2, version: 2, hours: 1m, status: ApprovalStatus.Rejected));

        var august = IntercompanyMonth.Of(August, booked, ToDate(hub, August));
        Assert.Equal(
            [
                "2026-08-01 time/chronos/1/v1/reversal: -10 h, -880 EUR, -1200 USD",
                "2026-08-01 time/chronos/2/v1/reversal: -1 h, -88 EUR, -120 USD",
            ],
            Plain(august)
        );
        Assert.Equal("TIME_REJECTED", Assert.Single(august.Gaps).Reason);
    }

    [Fact]
    public void A_price_that_is_agreed_late_is_booked_in_the_month_that_is_asked_for()
    {
        var hub = With([Cost]);
        hub.Take(Lent(1));
        var booked = ToDate(hub, July);
        hub.Take(Price);

        Assert.Empty(booked.Times);
        Assert.Equal("TRANSFER_PRICE_MISSING", Assert.Single(booked.Gaps).Reason);
        Assert.Equal(
            ["2026-08-01 time/chronos/1/v1: 10 h, 880 EUR, 1200 USD"],
            Plain(IntercompanyMonth.Of(August, booked, ToDate(hub, August)))
        );
    }

    [Fact]
    public void A_month_may_be_supplemented_before_the_next_one()
    {
        var hub = WithPrices();
        hub.Take(Lent(1));
        var booked = ToDate(hub, July);
        hub.Take(Lent(1, version: 2, hours: 8m));

        Assert.Equal(
            [
                "2026-07-06 time/chronos/1/v1/reversal: -10 h, -880 EUR, -1200 USD",
                "2026-07-06 time/chronos/1/v2: 8 h, 704 EUR, 960 USD",
            ],
            Plain(IntercompanyMonth.Of(July, booked, ToDate(hub, July)))
        );
    }

    [Fact]
    public void A_version_that_books_the_same_is_not_booked_again()
    {
        var hub = WithPrices();
        hub.Take(Lent(1));
        var booked = ToDate(hub, July);
        hub.Take(Lent(1, version: 2) with { Note = "spelled right" });

        Assert.Empty(IntercompanyMonth.Of(August, booked, ToDate(hub, August)).Postings);
    }

    [Fact]
    public void A_correction_that_waits_for_a_credit_counts_between_companies_at_once()
    {
        var hub = WithPrices();
        hub.Take(Lent(1));
        hub.Bill(July.ToDateInterval().End);
        hub.Post();
        hub.Take(Lent(1, version: 2, hours: 8m));

        Assert.NotNull(hub.State.Work[Lent(1).Id].Held);
        Assert.Equal(["2026-07-06 time/chronos/1/v2: 8 h, 704 EUR, 960 USD"], Plain(Of(hub, July)));
    }

    [Fact]
    public void Contracts_and_roles_of_a_pair_have_their_own_totals()
    {
        var hub = WithPrices();
        hub.Take(Lent(1));
        hub.Take(Lent(2, hours: 2m));
        hub.Take(Lent(3, hours: 1m, role: "architect"));

        Assert.Equal(
            [("architect", 1m, 88m, 120m), ("consultant", 12m, 1_056m, 1_440m)],
            IntercompanyTotal
                .Of(Of(hub, July).Postings)
                .Select(x => (x.Role!, x.Effort.Hours, x.Cost.Amount, x.Transfer.Amount))
        );
    }

    /// <summary>Without the decimals of the currencies.</summary>
    private static IEnumerable<string> Plain(IntercompanyMonth month) =>
        Told(month).Select(text => text.Replace(".00", string.Empty, StringComparison.Ordinal));
}

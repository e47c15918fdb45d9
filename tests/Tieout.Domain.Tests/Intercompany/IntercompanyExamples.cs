using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Intercompany;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Intercompany.LendingFirm;

namespace Tieout.Domain.Tests.Intercompany;

/// <summary>Whose time is lent, at which cost and price, and what is left out with its reason.</summary>
public sealed class IntercompanyExamples
{
    [Fact]
    public void An_hour_of_another_company_is_booked_on_both_sides_by_one_event()
    {
        var hub = WithPrices();
        hub.Take(Lent(1));
        hub.Take(Facts.Time(2));

        // 10 h x 88 = 880 EUR for the lender; 10 h x 120 = 1,200 USD between the two.
        var posting = Assert.Single(Of(hub, July).Postings);
        Assert.Equal("time/chronos/1/v1", posting.Time.EventId);
        Assert.Equal(
            [
                "DE CostLabor 880 0 EUR",
                "DE PayrollClearing 0 880 EUR",
                "DE IntercompanyReceivable 1200 0 USD",
                "DE IntercompanyRevenue 0 1200 USD",
                "UK CostIntercompanyLabor 1200 0 USD",
                "UK IntercompanyPayable 0 1200 USD",
            ],
            posting.Entry.Lines.Select(x =>
                FormattableString.Invariant(
                    $"{x.LegalEntity} {x.Account} {x.Debit.Amount:0.##} {x.Credit.Amount:0.##} {x.Debit.Currency.Code}"
                )
            )
        );
    }

    [Fact]
    public void Cost_and_transfer_are_rounded_once_for_each_entry()
    {
        var hub = With([
            Price with
            {
                HourlyPrice = new Money(100m, Usd),
            },
            Cost with
            {
                HourlyCost = new Money(50.01m, Eur),
            },
        ]);
        hub.Take(Lent(1) with { Effort = Effort.OfMinutes(20m) });

        // 20/60 x 100 = 33.333... and 20/60 x 50.01 = 16.67.
        var time = Assert.Single(Of(hub, July).Postings).Time;
        Assert.Equal((33.33m, 16.67m), (time.Transfer.Amount, time.Cost.Amount));
    }

    [Theory]
    [InlineData("architect", 200)]
    [InlineData("consultant", 120)]
    [InlineData("apprentice", 120)]
    public void The_price_of_a_role_wins_over_the_price_of_every_role(string role, int price)
    {
        var hub = With([
            Price,
            Cost,
            Price with
            {
                Role = "architect",
                HourlyPrice = new Money(200m, Usd),
            },
        ]);
        hub.Take(Lent(1, hours: 1m, role: role));

        Assert.Equal(price, Assert.Single(Of(hub, July).Postings).Time.Transfer.Amount);
    }

    [Theory]
    [InlineData("2026-07-14", 120)]
    [InlineData("2026-07-15", 130)]
    [InlineData("2026-07-20", 130)]
    [InlineData("2026-07-21", 120)]
    public void The_latest_price_that_has_begun_and_not_ended_holds(string day, int price)
    {
        var hub = With([
            Price,
            Cost,
            Price with
            {
                From = new LocalDate(2026, 7, 15),
                To = new LocalDate(2026, 7, 20),
                HourlyPrice = new Money(130m, Usd),
            },
        ]);
        hub.Take(
            Lent(
                1,
                hours: 1m,
                date: NodaTime.Text.LocalDatePattern.Iso.Parse(day).GetValueOrThrow()
            )
        );

        Assert.Equal(price, Assert.Single(Of(hub, July).Postings).Time.Transfer.Amount);
    }

    [Theory]
    [InlineData("R-2", "architect", 90)]
    [InlineData("R-2", "consultant", 80)]
    [InlineData("R-3", "architect", 70)]
    [InlineData("R-3", "consultant", 60)]
    public void The_cost_that_says_most_of_the_person_wins(string resource, string role, int cost)
    {
        var person = ResourceCode.Parse("R-2");
        var hub = With([
            Price,
            new Resource(ResourceCode.Parse("R-3"), 1, "Lent too", De),
            new CostRate(De, NewYear, 1, new Money(60m, Eur)),
            new CostRate(De, NewYear, 1, new Money(70m, Eur), Role: "architect"),
            new CostRate(De, NewYear, 1, new Money(80m, Eur), person),
            new CostRate(De, NewYear, 1, new Money(90m, Eur), person, "architect"),
        ]);
        hub.Take(Lent(1, hours: 1m, role: role) with { Resource = ResourceCode.Parse(resource) });

        Assert.Equal(cost, Assert.Single(Of(hub, July).Postings).Time.Cost.Amount);
    }

    [Fact]
    public void Without_a_price_or_a_cost_nothing_is_booked_and_finance_hears_of_it()
    {
        var hub = With([Price with { Role = "architect" }]);
        hub.Take(Lent(1));
        hub.Take(Lent(2, hours: 2m));
        hub.Take(Lent(3, hours: 1m, role: "architect"));

        var month = Of(hub, July);
        Assert.Empty(month.Postings);
        Assert.Equal(
            [("COST_RATE_MISSING", 3, 13m), ("TRANSFER_PRICE_MISSING", 2, 12m)],
            IntercompanyNote
                .Of(month.Gaps)
                .Select(note => (note.Reason, note.Count, note.Effort.Hours))
        );
        Assert.All(month.Gaps, gap => Assert.Equal(ReasonOwner.Finance, gap.Owner));
    }

    [Fact]
    public void A_price_of_zero_that_is_told_is_a_price()
    {
        var hub = With([Cost, Price with { HourlyPrice = new Money(0m, Usd) }]);
        hub.Take(Lent(1));

        var month = Of(hub, July);
        Assert.Empty(month.Gaps);
        Assert.Equal(
            [AccountRole.CostLabor, AccountRole.PayrollClearing],
            Assert.Single(month.Postings).Entry.Lines.Select(line => line.Account)
        );
    }

    [Theory]
    [InlineData(ApprovalStatus.Draft, "TIME_NOT_SUBMITTED")]
    [InlineData(ApprovalStatus.Submitted, "TIME_NOT_APPROVED")]
    [InlineData(ApprovalStatus.Rejected, "TIME_REJECTED")]
    public void Time_that_is_not_approved_is_named_and_not_booked(
        ApprovalStatus status,
        string reason
    )
    {
        var hub = WithPrices();
        hub.Take(Lent(1, status: status));

        var month = Of(hub, July);
        Assert.Empty(month.Postings);
        Assert.Equal(reason, Assert.Single(month.Gaps).Reason);
    }

    [Fact]
    public void What_is_a_matter_of_the_customers_invoice_is_none_between_companies()
    {
        var hub = WithPrices();
        hub.Take(
            new Contract(Facts.Engagement, 2, Facts.Terms() with { IsSigned = false, Lines = [] })
        );
        hub.Take(Lent(1) with { IsBillable = false, Multiplier = 2m });
        hub.Take(Lent(2, role: "apprentice"));

        Assert.Equal([1_200m, 1_200m], Of(hub, July).Postings.Select(x => x.Time.Transfer.Amount));
    }

    [Fact]
    public void Whoever_employs_a_person_is_asked_for_in_a_firm_of_several_companies_only()
    {
        var time = Lent(1) with { Resource = ResourceCode.Parse("R-9") };
        var (several, one) = (WithPrices(), new MemoryHub(Facts.Engagement, keepsClosedWork: true));
        foreach (var fact in Facts.Master)
        {
            one.Take(fact);
        }

        several.Take(time);
        one.Take(time);

        Assert.Equal("EMPLOYER_UNKNOWN", Assert.Single(Of(several, July).Gaps).Reason);
        Assert.Empty(Of(one, July).Gaps);
    }

    [Fact]
    public void The_borrower_is_the_company_of_the_terms_on_the_service_date()
    {
        var hub = WithPrices();
        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                new LocalDate(2026, 8, 1),
                IsSigned: true,
                Facts.Terms() with
                {
                    LegalEntity = De,
                }
            )
        );
        hub.Take(new TransferPrice(Uk, De, null, 1, new Money(100m, Eur)));
        hub.Take(new CostRate(Uk, null, 1, new Money(70m, Facts.Gbp)));
        hub.Take(Lent(1));
        hub.Take(Lent(2, date: new LocalDate(2026, 8, 3)));
        hub.Take(Facts.Time(3, date: new LocalDate(2026, 8, 3)));

        var (july, august) = (Of(hub, July), Of(hub, August));
        Assert.Equal((De, Uk), Pair(Assert.Single(july.Postings)));
        Assert.Equal((Uk, De), Pair(Assert.Single(august.Postings)));

        static (LegalEntityCode, LegalEntityCode) Pair(IntercompanyPosting x) =>
            (x.Time.Lender, x.Time.Borrower);
    }

    [Fact]
    public void The_borrowers_cost_is_analysed_by_its_project()
    {
        var hub = WithPrices();
        var practice = DimensionSetting.Parse("practice=CLOUD");
        hub.Take(
            new Project(Facts.Delivery, 2, Facts.Engagement, "Delivery", Dimensions: [practice])
        );
        hub.Take(Lent(1));

        var lines = Assert.Single(Of(hub, July).Postings).Entry.Lines;
        var analysed = Assert.Single(lines, line => line.Dimensions is not null);
        Assert.Equal(AccountRole.CostIntercompanyLabor, analysed.Account);
        Assert.Equal([practice], analysed.Dimensions!);
    }
}

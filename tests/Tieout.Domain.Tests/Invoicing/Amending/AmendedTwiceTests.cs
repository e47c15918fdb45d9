using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Invoicing.Amending.AmendedFirm;

namespace Tieout.Domain.Tests.Invoicing.Amending;

/// <summary>What was amended is amended once more.</summary>
public sealed class AmendedTwiceTests
{
    [Fact]
    public void A_discount_agreed_afterwards_is_billed_anew_and_asked_for_once()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-1", Discounted)));

        // No billed document has a line for it. 2,370.00 less 10 %: 2,133.00; 20 %: 426.60.
        Assert.Equal(
            "invoicing.delta-not-possible",
            hub.Run(new PlanAmendment(1, Signed, "paul", AmendmentChoice.Delta))?.Code
        );
        Assert.Equal(
            ["CreditNote -2370.00 + -474.00 = -2844.00", "Invoice 2133.00 + 426.60 = 2559.60"],
            Told(Execute(hub))
        );
        Assert.Equal(
            "invoicing.amendment-changes-nothing",
            hub.Run(new PlanAmendment(1, Signed, "paul"))?.Code
        );
    }

    [Theory]
    [InlineData(AmendmentChoice.Delta, "Invoice 237.00 + 47.40 = 284.40")]
    [InlineData(
        AmendmentChoice.CreditAndRebill,
        "CreditNote -2133.00 + -426.60 = -2559.60, Invoice 2370.00 + 474.00 = 2844.00"
    )]
    public void A_discount_that_is_cancelled_comes_back_whole(AmendmentChoice choice, string made)
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-1", Discounted)));
        Execute(hub);
        hub.Take(Amendment(Terms("Q-1", Discounted), version: 2) with { IsCancelled = true });

        Assert.Equal(made, string.Join(", ", Told(Execute(hub, choice))));
        Assert.Equal(Pounds(2_370m), NetFrom(hub, MarchInvoice));
    }

    [Fact]
    public void Work_that_an_amendment_moved_to_another_line_leaves_that_line_again()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-1", Time() with { Id = Line("T-2") })));
        Execute(hub);
        hub.Take(Amendment(Terms("Q-1"), sequence: 2));

        var made = Assert.Single(Execute(hub, sequence: 2));

        // March's 1,500.00 + 870.00 stand on T-2, where the first amendment moved them.
        Assert.Equal(
            [("T-2", -2_370m), ("T&M", 2_370m)],
            made.Lines.Select(line => (line.Line.Value, line.Amount.Amount))
        );
        Assert.Equal(
            [Line("T&M"), Line("T&M")],
            new[] { SliceOf(hub, 2).Line!.Value, SliceOf(hub, 3).Line!.Value }
        );
    }

    [Fact]
    public void A_fee_that_was_credited_with_its_work_is_not_on_the_document_any_more()
    {
        var hub = Started(Terms("Q-1", Time() with { FeePercent = 2m }));
        hub.Take(Entry(2, 12.5m, new LocalDate(2026, 3, 10)));
        hub.Bill(March);
        var invoice = hub.State.Invoices.Values.Single().Invoice;
        var fee = invoice.Lines.Single(line => line.Kind is InvoiceLineKind.Fee).Shares[0].Work;
        Assert.Null(
            hub.Run(new CreditInvoice(invoice.Reference, Signed, [fee], CreditDisposition.WriteOff))
        );
        Assert.Null(hub.Run(new ApproveInvoice(Reference(2), "test")));
        hub.Post();
        hub.Take(Amendment(Terms("Q-1", Time() with { FeePercent = 3m })));

        // 3 % of 1,500.00; the 30.00 that were billed were credited.
        Assert.Equal(
            "invoicing.delta-not-possible",
            hub.Run(new PlanAmendment(1, Signed, "paul", AmendmentChoice.Delta))?.Code
        );
        Assert.Equal(
            ["CreditNote -1500.00 + -300.00 = -1800.00", "Invoice 1545.00 + 309.00 = 1854.00"],
            Told(Execute(hub))
        );
    }

    [Fact]
    public void What_was_billed_is_billed_anew_although_other_time_looks_like_it_since()
    {
        var hub = Started();
        hub.Take(new ReadinessPlan(1, SuspectsDuplicates: true));
        hub.Take(Entry(3, 12.5m, new LocalDate(2026, 3, 10)));
        hub.Bill(March);
        hub.Post();
        hub.Take(Entry(2, 12.5m, new LocalDate(2026, 3, 10)));
        hub.Take(Amendment(Terms("Q-2")));

        // 12.5 h at 127.50; no run bills the time that came later.
        Assert.Equal(
            ["CreditNote -1500.00 + -300.00 = -1800.00", "Invoice 1593.75 + 318.75 = 1912.50"],
            Told(Execute(hub, AmendmentChoice.CreditAndRebill))
        );
        hub.Bill(April);
        Assert.Equal([ReasonCode.DuplicateSuspected], SliceOf(hub, 2).Reasons);
    }

    /// <summary>It stands until somebody has found out whose it is, and new rates are its rates.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(2, 3)]
    public void Work_that_another_has_billed_as_well_is_amended_and_not_taken_back(
        params int[] disputed
    )
    {
        var hub = Billed();
        foreach (var id in disputed)
        {
            var known = (TimeEntry)hub.State.Work[Facts.Time(id).Id].Work;
            hub.Take(known with { Version = 2, IsBilledElsewhere = true, BilledOn = "OLD-7" });
        }

        hub.Take(Amendment(Terms("Q-2")));

        // 19.75 h at 7.50 more, as without the other's number.
        Assert.Equal(
            ["Invoice 148.13 + 29.63 = 177.76"],
            Told(Execute(hub, AmendmentChoice.Delta))
        );
        Assert.Equal(MarchInvoice, SliceOf(hub, 2).Invoice);
        Assert.Equal("OLD-7", hub.State.Work[Facts.Time(2).Id].Work.BilledOn);
    }

    [Fact]
    public void A_waiting_amendment_is_changed_by_the_system_that_told_it_and_by_no_other()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")) with { Source = "crm" });

        var other = Amendment(Terms("Q-3"), version: 2) with { Source = "psa" };
        Assert.Equal(ReasonCode.StaleMaster.Value, hub.Run(new RecordAmendment(other))?.Code);
        Assert.Equal(["Invoice 148.13 + 29.63 = 177.76"], Told(Execute(hub)));
    }

    [Fact]
    public void Rates_that_change_to_and_fro_on_one_day_are_billed_each_time()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")));
        Execute(hub);
        for (var version = 2L; version < 6; version++)
        {
            hub.Take(Card("Q-2", version, version % 2 == 0 ? 120m : 127.5m));
            Execute(hub);
        }

        Assert.Equal(
            [148.13m, -148.13m, 148.13m, -148.13m, 148.13m],
            hub.State.Invoices.Values.Skip(2).Select(x => x.Invoice.Net.Amount)
        );
        Assert.Equal(5, hub.State.Plans.Count);
    }

    [Fact]
    public void A_plan_makes_what_it_says_and_then_has_nothing_more_to_ask_for() =>
        AnyStep
            .Array[10, 40]
            .Sample(
                steps =>
                {
                    var hub = new MemoryHub(Facts.Engagement, keepsClosedWork: true);
                    foreach (var fact in Facts.Master)
                    {
                        hub.Take(fact);
                    }

                    foreach (var step in steps)
                    {
                        step(hub);
                    }

                    foreach (var sequence in hub.State.Withheld.Keys.ToList())
                    {
                        Follow(hub, sequence);
                    }
                },
                iter: 1_000
            );

    private static readonly Gen<Action<MemoryHub>> AnyStep = Gen.Frequency<Action<MemoryHub>>(
        (8, Facts.AnyTime.Select<TimeEntry, Action<MemoryHub>>(time => hub => hub.Take(time))),
        (
            2,
            Gen.Int[0, 99]
                .Select<int, Action<MemoryHub>>(day => hub => hub.Bill(Facts.Start.PlusDays(day)))
        ),
        (1, Gen.Const<Action<MemoryHub>>(hub => hub.Post())),
        (2, AmendmentSteps.AnyAmendment),
        (1, AmendmentSteps.AnyRestatement),
        (1, AmendmentSteps.AnyRates),
        (1, AmendmentSteps.AnyExecution)
    );

    private static ContractLine.TimeAndMaterials Discounted =>
        Time() with
        {
            DiscountPercent = 10m,
        };

    private static void Follow(MemoryHub hub, int sequence)
    {
        var impact = Impact(hub, sequence, choice: null);
        if (hub.Run(new PlanAmendment(sequence, Facts.End, "paul")) is not null)
        {
            return;
        }

        Assert.Null(hub.Run(new ApproveAmendment(impact.Id, "anna")));
        Assert.Equal(
            impact.Documents.Select(x => $"{x.Type} {x.BillTo} {x.Credits} {x.Net} {x.Tax}"),
            Made(hub, impact.Id).Select(x => $"{x.Type} {x.BillTo} {x.RefersTo} {x.Net} {x.Tax}")
        );
        var again = Impact(hub, sequence, AmendmentChoice.Delta);
        Assert.All(again.Documents, x => Assert.True(x.Net.IsZero, $"{again.WhyWhole} {x}"));
    }

    private static AmendmentImpact Impact(MemoryHub hub, int sequence, AmendmentChoice? choice) =>
        ImpactAnalysis.Of(
            hub.State,
            hub.Reference,
            hub.State.AmendmentOf(sequence)!,
            choice,
            Facts.End
        );

    /// <summary>What the documents from one on come to.</summary>
    private static Money NetFrom(MemoryHub hub, InvoiceReference first) =>
        Money.Sum(
            Facts.Gbp,
            hub.State.Invoices.Values.Where(x =>
                    x.Status is not (InvoiceStatus.Cancelled or InvoiceStatus.Voided)
                    && string.CompareOrdinal(x.Invoice.Reference.Value, first.Value) >= 0
                )
                .Select(x => x.Invoice.Net)
        );

    private static RateCard Card(string quote, long version, decimal rate) =>
        new(
            RateCardId.Parse($"CARD-{quote}"),
            version,
            RateLevel.Quote,
            quote,
            [],
            Facts.Gbp,
            DefaultRate: rate
        );
}

using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Invoicing;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.TimeValidation;

/// <summary>Work that its source calls billed, or touches after it has been.</summary>
public sealed class BilledElsewhereExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);

    [Fact]
    public void What_was_billed_without_the_hub_is_not_billed_until_its_source_takes_that_back()
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        hub.Take(Told(1) with { IsBilledElsewhere = true });
        Assert.Equal(Stage.NonBillable, Assert.Single(SlicesOf(hub)).Stage);
        hub.Bill(July);
        Assert.Empty(hub.State.Invoices);

        hub.Take(Told(2));
        hub.Bill(July);

        Assert.Equal(Stage.Invoiced, Assert.Single(SlicesOf(hub)).Stage);
    }

    [Fact]
    public void A_milestone_that_was_billed_elsewhere_is_not_billed()
    {
        var line = new ContractLine.Milestones(
            Domain.Canonical.Identifiers.ContractLineId.Parse("M"),
            LineScope.Everything
        );
        var hub = CorrectedFirm.With(Facts.Terms() with { Lines = [line] });
        var milestone = new Milestone(
            Domain.Canonical.Identifiers.WorkId.Parse("milestone/psa/1"),
            1,
            Facts.Delivery,
            line.Id,
            "Design",
            new Domain.Amounts.Money(100m, Facts.Gbp),
            July,
            July
        );
        hub.Take(milestone with { IsBilledElsewhere = true });
        hub.Bill(July);
        Assert.Empty(hub.State.Invoices);

        hub.Take(milestone with { Version = 2 });
        hub.Bill(July);

        Assert.Equal(100m, Assert.Single(hub.State.Invoices.Values).Invoice.Net.Amount);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void What_stands_on_a_document_is_left_alone_when_nothing_but_that_is_said_of_it(
        bool isPosted,
        bool isBilled
    )
    {
        var hub = Drafted();
        if (isPosted)
        {
            hub.Bill(July);
            hub.Post();
        }

        var before = hub.State;
        hub.Take(Told(3) with { IsBilledElsewhere = isBilled });

        Assert.Equal(before.Invoices, hub.State.Invoices);
        Assert.Equal(before.Work.Values.Single().Slices, SlicesOf(hub));
        // What is older than that comes too late, and what differs from it is no newer version.
        hub.Take(Told(2, minutes: 60));
        hub.Take(Told(3, minutes: 60));
        Assert.Equal(before.Work.Values.Single().Slices, SlicesOf(hub));
        Assert.Equal(3, Assert.Single(hub.State.Work.Values).Newest.Version);
        Assert.Single(hub.State.Conflicts);
    }

    [Fact]
    public void Another_note_changes_no_document()
    {
        var hub = Drafted();
        hub.Bill(July);
        hub.Post();
        var before = hub.State;

        hub.Take(Told(3) with { Note = "Workshop, second day" });

        Assert.Equal(before.Invoices, hub.State.Invoices);
        Assert.Equal(before.Work.Values.Single().Slices, SlicesOf(hub));
        Assert.Equal(
            "Workshop, second day",
            Assert.IsType<TimeEntry>(Assert.Single(hub.State.Work.Values).Newest).Note
        );
    }

    [Fact]
    public void A_draft_has_billed_nothing_so_another_has()
    {
        var hub = Drafted();

        hub.Take(Told(2) with { IsBilledElsewhere = true });
        hub.Bill(July);

        Assert.Equal(Stage.NonBillable, Assert.Single(SlicesOf(hub)).Stage);
        Assert.Equal(InvoiceStatus.Cancelled, Assert.Single(hub.State.Invoices.Values).Status);
    }

    [Fact]
    public void A_touch_of_a_correction_that_waits_moves_its_version_only()
    {
        var hub = Drafted();
        hub.Bill(July);
        hub.Post();
        hub.Take(Told(2, minutes: 60));

        hub.Take(Told(3, minutes: 60));

        var item = Assert.Single(hub.State.Work.Values);
        Assert.Equal((1, 3), (item.Work.Version, item.Held!.Version));
    }

    [Fact]
    public void Fewer_hours_are_credited_and_billed_anew_though_the_source_calls_them_billed()
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        hub.Take(Told(1));
        hub.Bill(July);
        hub.Post();

        hub.Take(Told(2, minutes: 60) with { IsBilledElsewhere = true });
        CorrectedFirm.Bill(hub);
        CorrectedFirm.Bill(hub);
        hub.Take(Told(3, minutes: 60) with { IsBilledElsewhere = true });

        // 2 h x 150.00, credited, and 1 h.
        Assert.Equal(
            [300m, -300m, 150m],
            hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount)
        );
        Assert.Equal(Stage.Invoiced, Assert.Single(SlicesOf(hub)).Stage);
    }

    /// <summary>Both have billed it: nothing moves before somebody has found out which of both is right.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_invoiced_and_named_on_an_invoice_of_another_stands_until_it_is_given_back(
        bool isVoided
    )
    {
        var hub = Drafted();
        hub.Bill(July);
        hub.Post();
        var before = hub.State;

        hub.Take(Other(2));

        Assert.Equal(before.Invoices, hub.State.Invoices);
        Assert.Equal(before.Work.Values.Single().Slices, SlicesOf(hub));
        Assert.Equal("OLD-7", Assert.Single(hub.State.Work.Values).Newest.BilledOn);

        GiveBack(hub, isVoided);
        hub.Bill(July);

        Assert.DoesNotContain(hub.State.Invoices.Values, x => x.Status is InvoiceStatus.Draft);
        Assert.Equal(Stage.NonBillable, Assert.Single(SlicesOf(hub)).Stage);

        // The number was a mistake: it is the hub's to bill again.
        hub.Take(Told(3));
        hub.Bill(July);
        Assert.Equal(Stage.Invoiced, Assert.Single(SlicesOf(hub)).Stage);
    }

    [Fact]
    public void What_another_has_billed_once_the_hub_has_given_it_back_is_not_billed_again()
    {
        var hub = Drafted();
        hub.Bill(July);
        hub.Post();
        GiveBack(hub, isVoided: true);

        hub.Take(Other(2));
        hub.Bill(July);

        Assert.Equal(Stage.NonBillable, Assert.Single(SlicesOf(hub)).Stage);
    }

    [Fact]
    public void A_number_that_is_put_right_while_the_invoice_stands_leaves_no_trace()
    {
        var hub = Drafted();
        hub.Bill(July);
        hub.Post();
        hub.Take(Other(2));

        hub.Take(Told(3));
        GiveBack(hub, isVoided: true);
        hub.Bill(July);

        Assert.Equal(Stage.Invoiced, Assert.Single(SlicesOf(hub)).Stage);
    }

    /// <summary>Its flags are left in the source, and the hub writes its own number over what somebody has cleared.</summary>
    [Fact]
    public void A_number_that_is_cleared_and_written_by_the_hub_again_corrects_nothing()
    {
        var hub = Drafted();
        hub.Bill(July);
        hub.Post();
        var before = hub.State;
        hub.Take(Other(2));

        hub.Take(Told(3) with { IsBilledElsewhere = true });
        hub.Take(Told(4));

        var item = Assert.Single(hub.State.Work.Values);
        Assert.Null(item.Held);
        Assert.Equal(
            (4, false, null),
            (item.Work.Version, item.Work.IsBilledElsewhere, item.Work.BilledOn)
        );
        Assert.Equal(before.Invoices, hub.State.Invoices);
    }

    [Fact]
    public void Fewer_hours_that_another_has_billed_as_well_are_not_credited_by_themselves()
    {
        var hub = Drafted();
        hub.Bill(July);
        hub.Post();

        hub.Take(Told(2, minutes: 60) with { IsBilledElsewhere = true, BilledOn = "OLD-7" });
        CorrectedFirm.Bill(hub);

        Assert.Single(hub.State.Invoices);
        GiveBack(hub, isVoided: true);
        CorrectedFirm.Bill(hub);
        Assert.Equal(Stage.NonBillable, Assert.Single(SlicesOf(hub)).Stage);
    }

    /// <summary>Of 2 h, 200.00 of 300.00 fit under the cap: the rest is another's by then.</summary>
    [Fact]
    public void The_open_part_of_what_another_has_billed_as_well_is_not_billed()
    {
        var capped = new ContractLine.TimeAndMaterials(
            Domain.Canonical.Identifiers.ContractLineId.Parse("L-1"),
            LineScope.Everything,
            Cap: new SpendingCap(new Domain.Amounts.Money(200m, Facts.Gbp))
        );
        var hub = CorrectedFirm.With(Facts.Terms() with { Lines = [capped] });
        hub.Take(Told(1));
        hub.Bill(July);
        hub.Post();
        Assert.Equal([Stage.Invoiced, Stage.Blocked], SlicesOf(hub).Select(x => x.Stage));

        hub.Take(Other(2));

        Assert.Equal([Stage.Invoiced, Stage.NonBillable], SlicesOf(hub).Select(x => x.Stage));
        GiveBack(hub, isVoided: true);
        hub.Bill(July);
        Assert.All(SlicesOf(hub), x => Assert.Equal(Stage.NonBillable, x.Stage));
    }

    [Fact]
    public void A_part_that_is_on_a_draft_when_another_has_billed_it_leaves_the_draft()
    {
        var line = new ContractLine.TimeAndMaterials(
            Domain.Canonical.Identifiers.ContractLineId.Parse("L-1"),
            LineScope.Everything,
            Cap: new SpendingCap(new Domain.Amounts.Money(200m, Facts.Gbp))
        );
        var terms = Facts.Terms();
        var hub = CorrectedFirm.With(terms with { Lines = [line] });
        hub.Take(Told(1));
        hub.Bill(July);
        hub.Post();
        hub.Take(
            new Contract(Facts.Engagement, 9, terms with { Lines = [line with { Cap = null }] })
        );
        Assert.Null(hub.Run(new DraftInvoice(July, July)));
        Assert.Contains(SlicesOf(hub), x => x.Stage is Stage.Drafted);

        hub.Take(Other(2));
        hub.Bill(July);

        Assert.Equal(
            [InvoiceStatus.Posted, InvoiceStatus.Cancelled],
            hub.State.Invoices.Values.Select(x => x.Status)
        );

        Assert.Equal([Stage.Invoiced, Stage.NonBillable], SlicesOf(hub).Select(x => x.Stage));
    }

    /// <summary>A connector that begins to read the number tells no other version for that.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_number_that_was_not_read_before_is_no_conflict(bool isInvoiced)
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        hub.Take(Told(1) with { IsBilledElsewhere = !isInvoiced });
        hub.Bill(July);
        var before = SlicesOf(hub);

        hub.Take(Other(1));

        Assert.Empty(hub.State.Conflicts);
        Assert.Equal(before, SlicesOf(hub));
        // Other hours in the same version are one.
        hub.Take(Other(1) with { Effort = Domain.Amounts.Effort.OfHours(9m) });
        Assert.Single(hub.State.Conflicts);
    }

    private static MemoryHub Drafted()
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        hub.Take(Told(1));
        Assert.Null(hub.Run(new DraftInvoice(July, July)));
        return hub;
    }

    private static TimeEntry Told(long version, decimal minutes = 120m) =>
        Facts.Time(1, version, minutes, new LocalDate(2026, 7, 10));

    private static TimeEntry Other(long version) =>
        Told(version) with
        {
            IsBilledElsewhere = true,
            BilledOn = "OLD-7",
        };

    private static void GiveBack(MemoryHub hub, bool isVoided)
    {
        var reference = hub.State.Invoices.Values.First().Invoice.Reference;
        Assert.Null(
            hub.Run(
                isVoided
                    ? new RecordVoid(new DocumentVoided(reference, 1, July, "twice"))
                    : new CreditInvoice(reference, July)
            )
        );
        CorrectedFirm.Approve(hub);
        hub.Post();
    }

    private static IReadOnlyList<Slice> SlicesOf(MemoryHub hub) =>
        Assert.Single(hub.State.Work.Values).Slices;
}

using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Examples that a person can check by hand.</summary>
public sealed class InvoicingExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);

    [Fact]
    public void Hours_of_one_role_are_priced_once_and_the_odd_penny_goes_to_the_largest_fraction()
    {
        var hub = WithMaster();
        hub.Take(Facts.Time(1, minutes: 20));
        hub.Take(Facts.Time(2, minutes: 20, role: "architect"));
        hub.Take(Facts.Time(3, minutes: 20, role: "architect"));

        hub.Bill(July);

        // Consultant: 20/60 x 150.00 = 50.00. Architect: 40/60 x 210.50 = 140.333... = 140.33,
        // though 20/60 x 210.50 = 70.1666... = 70.17 for each entry alone.
        var invoice = Assert.Single(hub.Documents(InvoiceStatus.Approved)).Invoice;
        Assert.Equal([1, 2], invoice.Lines.Select(line => line.Number));
        Assert.Equal([50.00m, 140.33m], invoice.Lines.Select(line => line.Amount.Amount));
        Assert.Equal([70.17m, 70.16m], invoice.Lines[1].Shares.Select(x => x.Amount.Amount));
        // 190.33 x 20 % = 38.066 = 38.07; 190.33 + 38.07 = 228.40.
        Assert.Equal(38.07m, invoice.Tax.Amount);
        Assert.Equal(228.40m, invoice.Gross.Amount);
    }

    [Fact]
    public void A_correction_of_posted_work_is_credited_and_billed_again()
    {
        var hub = WithMaster();
        hub.Take(Facts.Time(1, minutes: 480));
        hub.Bill(July);
        hub.Post();

        hub.Take(Facts.Time(1, version: 2, minutes: 360));
        Assert.NotNull(hub.State.Work.Values.Single().Held);
        hub.Bill(Facts.End);
        hub.Post();

        // 8 h x 150 = 1,200.00; credit -1,200.00; 6 h x 150 = 900.00. Tax 20 %: 240, -240, 180.
        var documents = hub.State.Invoices.Values.Select(x => x.Invoice).ToList();
        Assert.Equal([1_200m, -1_200m, 900m], documents.Select(x => x.Net.Amount));
        Assert.Equal([240m, -240m, 180m], documents.Select(x => x.Tax.Amount));
        Assert.Equal(Effort.OfHours(6), hub.State.Ledger.Stages[(Stage.Invoiced, "GBP")].Effort);
    }

    /// <summary>Found by the laws of the ledger with the seed <c>1_gKTfu9A1v5</c>.</summary>
    [Fact]
    public void A_document_can_be_voided_after_its_work_was_billed_again_and_paid_elsewhere()
    {
        var hub = WithMaster();
        hub.Take(Facts.Time(1, minutes: 480));
        hub.Bill(July);
        hub.Post();
        hub.Take(Facts.Time(1, version: 2, minutes: 360));
        hub.Bill(Facts.End);
        hub.Post();
        var documents = hub.State.Invoices.Values.Select(x => x.Invoice.Reference).ToList();

        // 6 h x 150 = 900.00 and 20 % tax: 1,080.00.
        hub.Take(new Payment("bank/1", 1, documents[2], new Money(1_080m, Facts.Gbp), Facts.End));
        Assert.Empty(hub.State.Work);
        hub.Take(new DocumentVoided(documents[0], 1, Facts.End));

        Assert.Equal(InvoiceStatus.Voided, hub.State.Find(documents[0])!.Status);
        Assert.Equal(Effort.OfHours(6), hub.State.Ledger.Stages[(Stage.Invoiced, "GBP")].Effort);
    }

    [Fact]
    public void Paid_work_leaves_the_memory_and_comes_back_when_it_is_corrected()
    {
        var hub = WithMaster();
        hub.Take(Facts.Time(1, minutes: 480));
        hub.Bill(July);
        hub.Post();
        var reference = hub.State.Invoices.Values.Single().Invoice.Reference;

        // 8 h x 150 = 1,200.00 and 20 % tax: 1,440.00.
        hub.Take(new Payment("bank/1", 1, reference, new Money(1_440m, Facts.Gbp), July));
        Assert.Empty(hub.State.Work);
        Assert.NotNull(hub.State.Closed.DocumentOf(Facts.Time(1).Id));
        hub.Take(Facts.Time(1, minutes: 480));
        Assert.Empty(hub.State.Work);

        hub.Take(Facts.Time(1, version: 2, minutes: 360));
        Assert.NotNull(hub.State.Work.Values.Single().Held);
        hub.Bill(Facts.End);
        Assert.Equal(
            [1_200m, -1_200m, 900m],
            hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount)
        );
    }

    [Fact]
    public void Work_without_a_rate_is_blocked_with_its_reason_and_never_priced_at_zero()
    {
        var hub = WithMaster();
        hub.Take(Facts.Time(1, role: "apprentice"));

        hub.Bill(July);

        var slice = Assert.Single(hub.State.Work.Values.Single().Slices);
        Assert.Equal(Stage.Blocked, slice.Stage);
        Assert.Equal("NO_RATE", Assert.Single(slice.Reasons).Value);
        Assert.Null(slice.Amount);
        Assert.Empty(hub.State.Invoices);
    }

    [Fact]
    public void Work_that_changes_while_on_a_draft_takes_the_draft_back()
    {
        var hub = WithMaster();
        hub.Take(Facts.Time(1));
        hub.Run(new DraftInvoice(July, July));

        hub.Take(Facts.Time(1, version: 2, minutes: 90));

        Assert.Equal(InvoiceStatus.Cancelled, hub.State.Invoices.Values.Single().Status);
        hub.Bill(July);
        // 1.5 h x 150.00 = 225.00.
        Assert.Equal(225m, hub.Documents(InvoiceStatus.Approved).Single().Invoice.Net.Amount);
    }

    [Fact]
    public void An_older_version_that_comes_late_changes_nothing()
    {
        var hub = WithMaster();
        hub.Take(Facts.Time(1, version: 2, minutes: 30));

        hub.Take(Facts.Time(1, version: 1, minutes: 60));

        Assert.Equal(Effort.OfMinutes(30), hub.State.Work.Values.Single().Work.Effort);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Work_that_left_one_project_for_another_is_where_it_is_in_either_order(
        bool goneFirst
    )
    {
        var hub = WithMaster();
        hub.Take(Facts.Time(1));
        var there = Facts.Time(1, version: 2) with { Project = Facts.Support };
        var gone = Facts.Time(1, version: 2, isDeleted: true);
        foreach (var told in goneFirst ? [gone, there] : new[] { there, gone })
        {
            hub.Take(told);
        }

        Assert.Empty(hub.State.Conflicts);
        Assert.Equal(there, Assert.Single(hub.State.Work).Value.Work);
        Assert.Equal(Stage.Ready, Assert.Single(hub.State.Work[there.Id].Slices).Stage);
    }

    [Fact]
    public void The_same_version_with_another_content_is_a_conflict_and_the_first_is_kept()
    {
        var hub = WithMaster();
        hub.Take(Facts.Time(1, minutes: 30));

        hub.Take(Facts.Time(1, minutes: 31));
        hub.Take(Facts.Time(1, minutes: 31));

        Assert.Equal(Effort.OfMinutes(30), hub.State.Work.Values.Single().Work.Effort);
        Assert.Single(hub.History.OfType<EngagementEvent.VersionConflictFound>());
    }

    [Fact]
    public void A_fixed_fee_is_billed_once_for_each_instalment_that_has_fallen_due()
    {
        var hub = WithMaster();
        var line = new ContractLine.FixedFee(
            ContractLineId.Parse("FEE"),
            LineScope.Everything,
            [
                new ScheduleRow("1", new LocalDate(2026, 7, 15), new Money(1_000m, Facts.Gbp)),
                new ScheduleRow("2", new LocalDate(2026, 8, 15), new Money(500m, Facts.Gbp)),
            ]
        );
        hub.Take(new Contract(Facts.Engagement, 2, Facts.Terms() with { Lines = [line] }));
        hub.Take(Facts.Time(1));

        hub.Bill(July);
        hub.Bill(July);

        Assert.Equal(1_000m, hub.Documents(InvoiceStatus.Approved).Single().Invoice.Net.Amount);
        Assert.Equal(Effort.OfHours(1), hub.State.Ledger.Stages[(Stage.NonBillable, "")].Effort);
    }

    [Fact]
    public void Two_tax_codes_of_one_rate_share_one_subtotal()
    {
        var hub = WithMaster();
        hub.Take(new TaxRule(TaxCode.Parse("S20-OTHER"), 1, TaxCategory.S, 20m));
        ContractLine Line(string id, ProjectCode project, string? tax = null) =>
            new ContractLine.TimeAndMaterials(
                ContractLineId.Parse(id),
                new LineScope([project]),
                tax is null ? null : TaxCode.Parse(tax)
            );
        var terms = Facts.Terms() with
        {
            Lines = [Line("A", Facts.Delivery), Line("B", Facts.Support, "S20-OTHER")],
        };
        hub.Take(new Contract(Facts.Engagement, 2, terms));
        hub.Take(Facts.Time(1));
        hub.Take(Facts.Time(2) with { Project = Facts.Support });

        hub.Bill(July);

        Assert.Equal(
            [1, 2],
            hub.Documents(InvoiceStatus.Approved).Single().Invoice.Lines.Select(x => x.Number)
        );
        // (150 + 150) x 20 % = 60.00
        var subtotal = Assert.Single(hub.Documents(InvoiceStatus.Approved).Single().Invoice.Taxes);
        Assert.Equal(
            ("S20", 300m, 60m),
            (subtotal.Code.Value, subtotal.Taxable.Amount, subtotal.Tax.Amount)
        );
    }

    private static MemoryHub WithMaster()
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        return hub;
    }
}

using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Deposits of 150.00 an hour with 20 % of tax: 180.00 for each hour.</summary>
public sealed class DepositExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);
    private static readonly LocalDate August = new(2026, 8, 31);

    /// <summary>Arrived on the first day of the contract.</summary>
    public static Deposit Of(int id, long version, decimal amount, LocalDate? arrived = null) =>
        new(
            $"bank/{id}",
            version,
            Facts.Engagement,
            new Money(amount, Facts.Gbp),
            arrived ?? Facts.Start
        );

    [Fact]
    public void Invoices_draw_on_deposits_that_have_arrived_oldest_invoice_first()
    {
        var hub = Working();
        hub.Take(Of(1, 1, 500m));
        hub.Take(Of(2, 1, 2_000m, arrived: new LocalDate(2026, 8, 5)));

        hub.Bill(July);
        hub.Bill(August);

        // 10 h: 1,800.00, of which 500.00 are paid; 1 h: 180.00, and 1,820.00 are left.
        Assert.Equal(
            [(1_800m, 500m, 1_300m), (180m, 180m, 0m)],
            hub.Documents(InvoiceStatus.Approved, InvoiceStatus.Posted, InvoiceStatus.Paid)
                .Select(x =>
                    (
                        x.Invoice.Gross.Amount,
                        x.Invoice.PrepaidApplied!.Value.Amount,
                        x.Invoice.Payable.Amount
                    )
                )
        );
    }

    [Fact]
    public void A_deposit_comes_on_top_of_what_the_contract_says_was_paid()
    {
        var hub = Working(Facts.Terms() with { Prepaid = new Money(100m, Facts.Gbp) });
        hub.Take(Of(1, 1, 500m));

        hub.Bill(July);

        Assert.Equal(600m, Assert.Single(Invoices(hub)).PrepaidApplied!.Value.Amount);
    }

    [Fact]
    public void A_refund_is_taken_over_and_one_of_money_in_use_waits_for_a_credit()
    {
        var hub = Working();
        hub.Take(Of(1, 1, 500m));
        Assert.Null(hub.Run(new RecordDeposit(Of(1, 2, 300m))));
        hub.Bill(July);
        hub.Post();
        var invoice = Assert.Single(Invoices(hub));
        Assert.Equal(300m, invoice.PrepaidApplied!.Value.Amount);

        var refused = hub.Run(new RecordDeposit(Of(1, 3, 250m)));
        Assert.Equal("invoicing.deposit-in-use", refused?.Code);
        Assert.Contains("50", refused!.Message, StringComparison.Ordinal);

        Assert.Null(hub.Run(new CreditInvoice(invoice.Reference, July)));
        var credit = Assert.Single(hub.Documents(InvoiceStatus.Draft)).Invoice;
        Assert.Null(hub.Run(new ApproveInvoice(credit.Reference, "anna")));
        Assert.Null(hub.Run(new RecordDeposit(Of(1, 3, 250m))));
        hub.Bill(July);
        Assert.Equal(250m, Invoices(hub)[^1].PrepaidApplied!.Value.Amount);
    }

    [Fact]
    public void A_version_counts_once_and_an_older_one_not_at_all()
    {
        var hub = Working();
        hub.Take(Of(1, 2, 500m));

        Assert.Null(hub.Run(new RecordDeposit(Of(1, 1, 900m))));
        Assert.Null(hub.Run(new RecordDeposit(Of(1, 2, 500m))));
        Assert.Equal(
            "invoicing.conflicting-deposit",
            hub.Run(new RecordDeposit(Of(1, 2, 900m)))?.Code
        );
        Assert.Equal(500m, Assert.Single(hub.State.Deposits.Values).Amount.Amount);
    }

    [Fact]
    public void A_deposit_in_another_currency_or_without_a_contract_is_refused()
    {
        var euros = Of(1, 1, 1m) with { Amount = new Money(1m, CurrencyCode.Parse("EUR")) };
        Assert.Equal(
            "invoicing.deposit-in-other-currency",
            Working().Run(new RecordDeposit(euros))?.Code
        );
        Assert.NotNull(new MemoryHub(Facts.Engagement).Run(new RecordDeposit(Of(1, 1, 1m))));
    }

    [Fact]
    public void Work_waits_for_the_account_that_deposits_are_cleared_from()
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (
            var fact in Facts.Master.Where(x =>
                x is not AccountMapping { Role: AccountRole.CustomerDeposits }
            )
        )
        {
            hub.Take(fact);
        }

        hub.Take(Facts.Time(1, minutes: 60, date: new LocalDate(2026, 7, 10)));
        hub.Take(Of(1, 1, 500m));
        hub.Take(Facts.Time(2, minutes: 60, date: new LocalDate(2026, 7, 10)));

        // The first was ready before the deposit arrived.
        Assert.Equal(
            ["", "GL_MAPPING_MISSING"],
            hub.State.Work.Values.OrderBy(x => x.Work.Id.Value, StringComparer.Ordinal)
                .Select(x => string.Join(' ', x.Slices[0].Reasons))
        );
        Assert.Equal("GL_MAPPING_MISSING", hub.Run(new DraftInvoice(July, July))?.Reason);
        Assert.Empty(hub.State.Invoices);
    }

    private static MemoryHub Working(ContractTerms? terms = null)
    {
        var hub = CorrectedFirm.With(terms ?? Facts.Terms());
        hub.Take(Facts.Time(1, minutes: 600, date: new LocalDate(2026, 7, 10)));
        hub.Take(Facts.Time(2, minutes: 60, date: new LocalDate(2026, 8, 10)));
        return hub;
    }

    private static List<Invoice> Invoices(MemoryHub hub) =>
        [
            .. hub.Documents(InvoiceStatus.Approved, InvoiceStatus.Posted, InvoiceStatus.Paid)
                .Select(x => x.Invoice)
                .Where(x => !x.IsCredit),
        ];
}

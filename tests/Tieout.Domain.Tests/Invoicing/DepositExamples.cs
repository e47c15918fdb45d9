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
    public void A_deposit_in_another_currency_is_refused_and_tells_nobody_to_wait()
    {
        var euros = Of(1, 1, 1m) with { Amount = new Money(1m, CurrencyCode.Parse("EUR")) };
        Assert.Equal(
            "invoicing.deposit-in-other-currency",
            Working().Run(new RecordDeposit(euros))?.Code
        );
    }

    [Fact]
    public void A_deposit_waits_for_its_contract_and_for_the_account_that_it_is_kept_in()
    {
        var hub = new MemoryHub(Facts.Engagement);
        var early = hub.Run(new RecordDeposit(Of(1, 1, 500m)));
        Assert.Equal(("invoicing.deposit-without-contract", true), (early?.Code, early?.Waits));
        foreach (var fact in Facts.Master.Where(x => !IsDepositsAccount(x)))
        {
            hub.Take(fact);
        }

        var unmapped = hub.Run(new RecordDeposit(Of(1, 1, 500m)));
        Assert.Equal(
            ("invoicing.deposit-without-account", "GL_MAPPING_MISSING", true),
            (unmapped?.Code, unmapped?.Reason, unmapped?.Waits)
        );

        hub.Take(Facts.Master.Single(IsDepositsAccount));
        Assert.Null(hub.Run(new RecordDeposit(Of(1, 1, 500m))));
        Assert.Single(hub.State.Deposits);

        static bool IsDepositsAccount(CanonicalFact x) =>
            x is AccountMapping { Role: AccountRole.CustomerDeposits };
    }

    [Fact]
    public void A_deposit_cannot_arrive_after_the_invoice_that_drew_on_it()
    {
        var hub = Working();
        hub.Take(Of(1, 1, 500m));
        hub.Bill(July);
        hub.Post();

        var later = hub.Run(new RecordDeposit(Of(1, 2, 500m, arrived: new LocalDate(2026, 8, 1))));

        // 500.00 were drawn on 31 July, where nothing would have been there.
        Assert.Equal(("invoicing.deposit-in-use", true), (later?.Code, later?.Waits));
        Assert.Contains("500 GBP more", later!.Message, StringComparison.Ordinal);
        Assert.Null(hub.Run(new RecordDeposit(Of(1, 2, 500m, arrived: July))));
    }

    [Fact]
    public void What_a_refund_takes_later_is_not_drawn_before_it()
    {
        var hub = Working();
        hub.Take(Of(1, 1, 500m));
        hub.Take(Of(2, 1, -200m, arrived: new LocalDate(2026, 8, 15)));
        Assert.Equal(
            "invoicing.deposit-in-use",
            hub.Run(new RecordDeposit(Of(3, 1, -301m, arrived: August)))?.Code
        );

        hub.Bill(July);
        hub.Bill(August);

        // Of 500.00 that were there in July 200.00 go back in August: July cannot have them too.
        Assert.Equal([300m, 0m], Invoices(hub).Select(x => x.PrepaidApplied?.Amount ?? 0m));
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

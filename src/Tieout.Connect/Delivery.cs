using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;

namespace Tieout.Connect;

/// <summary>Something that a target must hold exactly once, as the hub wants it.</summary>
public abstract record Delivery
{
    private Delivery() { }

    /// <summary>
    /// The natural key that the target stores with it and can be searched by: a customer's code, an
    /// invoice's reference. Holds no time and no session.
    /// </summary>
    public abstract string NaturalKey { get; }

    /// <summary>A customer; written when missing, brought up to date when it differs.</summary>
    /// <param name="Customer">As the hub knows it.</param>
    public sealed record Party(Customer Customer) : Delivery
    {
        /// <inheritdoc/>
        public override string NaturalKey => Customer.Code.Value;
    }

    /// <summary>
    /// The project of a signed contract: for an <see cref="IProjectSetup"/>, and for a target that keeps
    /// projects, where it is written when missing and left alone after.
    /// </summary>
    /// <param name="Order">What is made.</param>
    /// <param name="IsClosed">It takes no time yet; a target has no time.</param>
    public sealed record Project(ProjectOrder Order, bool IsClosed) : Delivery
    {
        /// <inheritdoc/>
        public override string NaturalKey => Order.Contract.Value;
    }

    /// <summary>An approved invoice or credit memo; written and posted, never changed after.</summary>
    /// <param name="Invoice">With lines, tax and totals that the target must arrive at.</param>
    /// <param name="BillTo">The customer it is addressed to.</param>
    /// <param name="Accounts">The target's accounts by role, as far as they are mapped.</param>
    /// <param name="RefersToExternalId">
    /// For a credit memo: the target's id of the invoice that it credits.
    /// </param>
    /// <param name="ShiftedTo">
    /// The day to post it on where its own period is closed; its own date when none.
    /// </param>
    /// <param name="RefersToDate">For a credit memo: the date of the invoice that it credits.</param>
    /// <param name="ContractProject">The contract's, which the target holds by then; none where it keeps none.</param>
    public sealed record Document(
        Invoice Invoice,
        Customer BillTo,
        IReadOnlyDictionary<AccountRole, string> Accounts,
        string? RefersToExternalId = null,
        LocalDate? ShiftedTo = null,
        LocalDate? RefersToDate = null,
        ProjectOrder? ContractProject = null
    ) : Delivery
    {
        /// <inheritdoc/>
        public override string NaturalKey => Invoice.Reference.Value;

        /// <summary>
        /// The day it has to count in the target's ledger. The document keeps its own date, due date and
        /// service periods.
        /// </summary>
        public LocalDate AccountingDate => ShiftedTo ?? Invoice.InvoiceDate;

        /// <summary>
        /// The invoice's lines, then what its discount takes off the lines of the same tax and dimensions
        /// as a line of its own. Their sum is the net amount, and by tax the taxable amounts.
        /// </summary>
        public IReadOnlyList<InvoiceLine> Lines => [.. Invoice.Lines, .. Discounts];

        private IEnumerable<InvoiceLine> Discounts =>
            Invoice
                .Lines.Zip(LineDiscounts.Of(Invoice))
                .GroupBy(x => (x.First.TaxCategory, x.First.TaxRate, x.First.Dimensions))
                .Select(group =>
                    (
                        group.First().First,
                        Amount: Money.Sum(Invoice.Currency, group.Select(x => x.Second))
                    )
                )
                .Where(x => !x.Amount.IsZero)
                .Select(
                    (x, i) =>
                        x.First with
                        {
                            Number = Invoice.Lines.Count + 1 + i,
                            Kind = InvoiceLineKind.Discount,
                            Description = "Discount",
                            Quantity = 1m,
                            Price = null,
                            Amount = -x.Amount,
                            Shares = [],
                            Retainer = null,
                        }
                );

        /// <summary>What the customer keeps back or has paid before; no amount of zero.</summary>
        public IReadOnlyList<Deduction> Deductions =>
            [
                .. Deducted(AccountRole.RetentionReceivable, Invoice.Retention, "Retention"),
                .. Deducted(
                    AccountRole.CustomerDeposits,
                    Invoice.PrepaidApplied,
                    "Paid in advance"
                ),
            ];

        private IEnumerable<Deduction> Deducted(AccountRole role, Money? amount, string text) =>
            amount is { IsZero: false } some
                ? [new Deduction(role, Accounts.GetValueOrDefault(role), some, text)]
                : [];
    }

    /// <summary>An entry of the general ledger; written and posted whole, never changed after.</summary>
    /// <param name="Entry">With its accounts; its debits are its credits.</param>
    public sealed record Journal(LedgerEntry Entry) : Delivery
    {
        /// <inheritdoc/>
        public override string NaturalKey => Entry.Reference;
    }
}

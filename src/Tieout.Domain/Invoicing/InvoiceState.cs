using System.Collections.Immutable;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>A document and what became of it.</summary>
/// <param name="IsClosed">Paid, and its shares are in the log only.</param>
/// <param name="Credited">Payable of the approved credit memos on it; zero or more.</param>
/// <param name="Payments">Each in its newest version; zero when it was cancelled.</param>
/// <param name="RoutedTo">The only target that may be written to for it, once that is decided.</param>
/// <param name="Contested">By its customer, at most what is open; none when nothing is.</param>
/// <param name="Released">Of what was kept back, what is payable by now; none before a release.</param>
/// <param name="VoidedOn">The day on which its target takes it back; none while it counts.</param>
public sealed record InvoiceState(
    Invoice Invoice,
    InvoiceStatus Status,
    Money Credited,
    ImmutableList<Payment> Payments,
    PostedDocument? Posted = null,
    DeliveryBlock? Block = null,
    bool IsClosed = false,
    string? RoutedTo = null,
    LocalDate? VoidedOn = null,
    Money? Contested = null,
    Money? Released = null
)
{
    /// <summary>Where it is, or is going to be.</summary>
    public string? Target => Posted?.System ?? RoutedTo;

    public Money Paid => Money.Sum(Invoice.Currency, Payments.Select(payment => payment.Amount));

    /// <summary>A payment in its newest version; none that was never told.</summary>
    public Payment? Payment(string id) =>
        Payments.Find(payment => payment.Id.Equals(id, StringComparison.Ordinal));

    /// <summary>As issued, with what was kept back and is released by now.</summary>
    public Money Payable => Invoice.Payable + (Released ?? Money.Zero(Invoice.Currency));

    /// <summary>What is payable less credits and payments.</summary>
    public Money Open => Payable - Credited - Paid;

    /// <summary>Of what is open, what the customer contests: receivable, and not collectible now.</summary>
    public Money Disputed => Contested ?? Money.Zero(Invoice.Currency);

    /// <summary>
    /// Nothing is left to be paid. What was paid or credited beyond that is owed to the customer, and
    /// does not make the invoice unpaid.
    /// </summary>
    public bool IsSettled => Payable.Amount > 0m ? Open.Amount <= 0m : Open.IsZero;

    /// <summary>What the customer still keeps back: credits have taken their part.</summary>
    public Money RetentionHeld(EngagementState state) =>
        CreditMemo
            .EarlierOn(state, Invoice.Reference)
            .Select(credit => credit.Invoice.Retention)
            .OfType<Money>()
            .Aggregate(Invoice.Retention ?? Money.Zero(Invoice.Currency), (sum, one) => sum + one)
        - (Released ?? Money.Zero(Invoice.Currency));

    public static InvoiceState Drafted(Invoice invoice) =>
        new(invoice, InvoiceStatus.Draft, Money.Zero(invoice.Currency), []);
}

using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>The ledger system says what a payment is now; each payment counts once.</summary>
/// <remarks>
/// A newer version takes the place of the one before it, also on a document that is paid or void;
/// zero is a payment that was cancelled, and is remembered, so that its old amount does not come
/// back. An older version changes nothing.
/// </remarks>
public sealed record RecordPayment(Payment Payment) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (state.Find(Payment.Invoice) is not { } document)
        {
            return InvoicingRejections.UnknownReference(Payment.Invoice);
        }

        if (Payment.Amount.Currency != document.Invoice.Currency)
        {
            return InvoicingRejections.PaymentInOtherCurrency(Payment, document.Invoice);
        }

        if (document.Payment(Payment.Id) is { } known)
        {
            return known.Version < Payment.Version
                    ? Decision<EngagementEvent>.Accept(new EngagementEvent.PaymentRecorded(Payment))
                : known.Version > Payment.Version || known.Equals(Payment)
                    ? Decision<EngagementEvent>.Accept()
                : InvoicingRejections.ConflictingPayment(Payment);
        }

        return
            document.Status is InvoiceStatus.Posted or InvoiceStatus.Paid or InvoiceStatus.Approved
            ? Decision<EngagementEvent>.Accept(new EngagementEvent.PaymentRecorded(Payment))
            : InvoicingRejections.NotInStatus(document, "approved or posted");
    }

    /// <summary>Whether a document does not know this version of the payment yet.</summary>
    internal static bool IsNews(InvoiceState document, Payment payment) =>
        document.Payment(payment.Id) is not { } known || known.Version < payment.Version;
}

using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>The ledger system reports a payment; the same payment counts once.</summary>
public sealed record RecordPayment(Payment Payment) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) =>
        state.Find(Payment.Invoice) switch
        {
            null => InvoicingRejections.UnknownReference(Payment.Invoice),
            { } document when document.Payments.Any(IsSame) => Decision<EngagementEvent>.Accept(),
            { Status: InvoiceStatus.Posted or InvoiceStatus.Paid or InvoiceStatus.Approved } =>
                Decision<EngagementEvent>.Accept(new EngagementEvent.PaymentRecorded(Payment)),
            var other => InvoicingRejections.NotInStatus(other, "approved or posted"),
        };

    private bool IsSame(Payment known) => known.Id.Equals(Payment.Id, StringComparison.Ordinal);
}

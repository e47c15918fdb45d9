using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Receivables;

/// <summary>The customer contests an open invoice, or a part of it.</summary>
/// <param name="Amount">Added to what is contested already; never more than is open.</param>
/// <remarks>
/// It stays receivable and is not collectible, and its work is not credited and billed anew by itself
/// until the dispute is over. Source: domain rules §16.4.
/// </remarks>
public sealed record DisputeInvoice(InvoiceReference Reference, decimal Amount, Judgement Why)
    : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (state.Find(Reference) is not { } document)
        {
            return InvoicingRejections.UnknownReference(Reference);
        }

        if (document.Status is not InvoiceStatus.Posted)
        {
            return InvoicingRejections.NotInStatus(document, "posted and not paid");
        }

        var amount = new Money(Amount, document.Invoice.Currency);
        var room = document.Open - document.Disputed;
        return amount.Amount <= 0m || amount > room || amount != amount.Round()
            ? ReceivableRejections.NotThatMuch(document, amount, room, "disputed")
            : Decision<EngagementEvent>.Accept(
                new EngagementEvent.InvoiceDisputed(Reference, amount, Why)
            );
    }
}

using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>The lane says why a target does not take a document; posting it clears the block.</summary>
public sealed record BlockInvoice(InvoiceReference Reference, ReasonCode Reason, string Message)
    : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) =>
        state.Find(Reference) switch
        {
            null => InvoicingRejections.UnknownReference(Reference),
            { Status: InvoiceStatus.Approved } document => document.Block
            == new DeliveryBlock(Reason, Message)
                ? Decision<EngagementEvent>.Accept()
                : Decision<EngagementEvent>.Accept(
                    new EngagementEvent.InvoiceBlocked(Reference, Reason, Message)
                ),
            _ => Decision<EngagementEvent>.Accept(),
        };
}

using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Gives up a draft; its slices are free again. Repeating it changes nothing.</summary>
public sealed record CancelInvoiceDraft(InvoiceReference Reference, string Reason)
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
            { Status: InvoiceStatus.Draft } => Decision<EngagementEvent>.Accept(
                new EngagementEvent.InvoiceDraftCancelled(Reference, Reason)
            ),
            { Status: InvoiceStatus.Cancelled } => Decision<EngagementEvent>.Accept(),
            var other => InvoicingRejections.NotInStatus(other, "a draft"),
        };
}

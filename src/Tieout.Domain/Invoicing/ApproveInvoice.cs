using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Makes a draft final, so that it may be delivered. Repeating it changes nothing.</summary>
/// <param name="ApprovedBy">A person, or <c>policy:automatic</c>.</param>
public sealed record ApproveInvoice(InvoiceReference Reference, string ApprovedBy)
    : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        switch (state.Find(Reference))
        {
            case null:
                return InvoicingRejections.UnknownReference(Reference);
            case { Status: InvoiceStatus.Draft } draft:
                var approved = new EngagementEvent.InvoiceApproved(Reference, ApprovedBy);
                return Decision<EngagementEvent>.Accept([
                    approved,
                    .. draft.Invoice.Type is InvoiceType.CreditNote
                        ? HeldWork.Released(state.Evolve(approved).State, draft.Invoice, reference)
                        : [],
                ]);
            case { Status: InvoiceStatus.Cancelled } cancelled:
                return InvoicingRejections.NotInStatus(cancelled, "a draft");
            default:
                return Decision<EngagementEvent>.Accept();
        }
    }
}

using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>The ledger system cancelled a document; its work is free to be billed again.</summary>
public sealed record RecordVoid(DocumentVoided Voided) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        switch (state.Find(Voided.Invoice))
        {
            case null:
                return InvoicingRejections.UnknownReference(Voided.Invoice);
            case { Status: InvoiceStatus.Voided }:
                return Decision<EngagementEvent>.Accept();
            case {
                Status: InvoiceStatus.Posted or InvoiceStatus.Paid or InvoiceStatus.Approved
            } document:
                var voided = new EngagementEvent.InvoiceVoided(
                    Voided.Invoice,
                    Voided.Date,
                    Voided.Reason
                );
                return Decision<EngagementEvent>.Accept([
                    voided,
                    .. HeldWork.Released(state.Evolve(voided).State, document.Invoice, reference),
                ]);
            case { } other:
                return InvoicingRejections.NotInStatus(other, "posted");
        }
    }
}

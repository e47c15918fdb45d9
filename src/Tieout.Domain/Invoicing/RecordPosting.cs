using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>The lane brings the receipt of a posted document. Repeating it changes nothing.</summary>
public sealed record RecordPosting(InvoiceReference Reference, PostedDocument Document)
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
            { Status: InvoiceStatus.Approved } => Decision<EngagementEvent>.Accept(
                new EngagementEvent.InvoicePosted(Reference, Document)
            ),
            { Posted: { } posted }
                when posted.ExternalId.Equals(Document.ExternalId, StringComparison.Ordinal) =>
                Decision<EngagementEvent>.Accept(),
            { Posted: not null } other => InvoicingRejections.PostedElsewhere(other, Document),
            var other => InvoicingRejections.NotInStatus(other, "approved"),
        };
}

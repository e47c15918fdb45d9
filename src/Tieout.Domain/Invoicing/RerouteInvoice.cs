using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>A target gives a document up that the rules now send elsewhere.</summary>
/// <param name="From">It has been asked and does not hold the document; it will not be written to.</param>
public sealed record RerouteInvoice(InvoiceReference Reference, string From) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) =>
        state.Find(Reference) switch
        {
            null => InvoicingRejections.UnknownReference(Reference),
            { Status: InvoiceStatus.Approved, Target: { } target } document
                when target.Equals(From, StringComparison.Ordinal)
                    && DocumentRouting.Elsewhere(state, document, reference) is { } other =>
                Decision<EngagementEvent>.Accept(
                    new EngagementEvent.InvoiceRouted(Reference, other.Target, other.Rule)
                ),
            _ => Decision<EngagementEvent>.Accept(),
        };
}

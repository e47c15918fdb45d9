using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;

namespace Tieout.Domain.Ledger;

/// <summary>A paid document with its work, as both were when the state let go of them.</summary>
/// <param name="Document">With every line's shares.</param>
/// <param name="Items">The work that stood on it.</param>
public sealed record ClosedDocument(InvoiceState Document, IReadOnlyList<WorkItem> Items)
{
    /// <summary>Takes a document that is not closed out of a state.</summary>
    public static ClosedDocument Of(EngagementState state, InvoiceReference reference)
    {
        var document = state.Find(reference)!;
        Invariant.Require(!document.IsClosed, $"{reference} is at hand");
        var items = Closing
            .StandingOn(state, reference)
            .OrderBy(item => item.Work.Id.Value, StringComparer.Ordinal);
        return new ClosedDocument(document, [.. items]);
    }
}

using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;

namespace Tieout.Domain.Ledger;

/// <summary>A paid document with its work, as both were when the state let go of them.</summary>
/// <param name="Document">With every line's shares.</param>
/// <param name="Items">The work that stood on it.</param>
public sealed record ClosedDocument(InvoiceState Document, IReadOnlyList<WorkItem> Items)
{
    /// <summary>Takes a document out of a state that keeps closed work.</summary>
    public static ClosedDocument Of(EngagementState whole, InvoiceReference reference)
    {
        Invariant.Require(whole.KeepsClosedWork, $"{reference} is taken from all of its history");
        var document = whole.Find(reference)!;
        var items = document
            .Invoice.Lines.SelectMany(line => line.Shares)
            .Select(share => share.Work)
            .Distinct()
            .Select(work => whole.Work[work])
            .Where(item => item.Slices.Any(slice => slice.Invoice == reference))
            .OrderBy(item => item.Work.Id.Value, StringComparer.Ordinal);
        return new ClosedDocument(document, [.. items]);
    }
}

using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>The lines that slices of work stand on.</summary>
/// <remarks>A document may have any number of shares: it is read once, when it is first asked for.</remarks>
internal sealed class BilledLines(EngagementState state)
{
    private readonly Dictionary<
        InvoiceReference,
        Dictionary<(WorkId, int), InvoiceLine>
    > _documents = [];

    /// <summary>None where the document does not name the slice.</summary>
    public InvoiceLine? Find(InvoiceReference document, WorkId work, int slice)
    {
        if (!_documents.TryGetValue(document, out var lines))
        {
            lines = [];
            foreach (var line in state.Find(document)!.Invoice.Lines)
            {
                foreach (var share in line.Shares)
                {
                    lines.TryAdd((share.Work, share.Slice), line);
                }
            }

            _documents[document] = lines;
        }

        return lines.GetValueOrDefault((work, slice));
    }
}

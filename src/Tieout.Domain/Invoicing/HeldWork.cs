using Tieout.Domain.BillableEvents;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Invoicing;

/// <summary>Corrections that waited for a document to let go of their work, and work that others have billed meanwhile.</summary>
internal static class HeldWork
{
    /// <summary>
    /// Records each newer version whose slices the document has just freed, and looks again at what of others' it has freed.
    /// </summary>
    /// <remarks>Work that was credited there, billed again and paid elsewhere is closed and waits
    /// for nothing.</remarks>
    public static IEnumerable<EngagementEvent> Released(
        EngagementState state,
        Invoice document,
        ReferenceBook reference
    )
    {
        var freed = document
            .Lines.SelectMany(line => line.Shares)
            .Select(share => share.Work)
            .Distinct()
            .Select(work => state.Work.GetValueOrDefault(work))
            .OfType<WorkItem>()
            .ToList();
        return freed
            .Where(item =>
                item.Held is not null && item.Slices.All(slice => slice.IsOpen || slice.IsGivenUp)
            )
            .SelectMany(item => new RecordWork(item.Held!).Replaced(state, item, reference))
            .Concat(
                Reassess.Open(
                    state,
                    reference,
                    freed.Where(item =>
                        item
                            is {
                                Held: null,
                                Work: { BilledOn: not null } or { BillingEvent: not null }
                            }
                    )
                )
            );
    }
}

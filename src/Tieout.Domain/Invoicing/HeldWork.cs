using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Invoicing;

/// <summary>Corrections that waited for a document to let go of their work, and work that others have billed meanwhile.</summary>
internal static class HeldWork
{
    /// <summary>Records each newer version whose slices the document has just freed.</summary>
    /// <remarks>Work that was credited there, billed again and paid elsewhere is closed and waits
    /// for nothing.</remarks>
    public static IEnumerable<EngagementEvent> Released(
        EngagementState state,
        Invoice document,
        ReferenceBook reference
    ) =>
        document
            .Lines.SelectMany(line => line.Shares)
            .Select(share => share.Work)
            .Distinct()
            .Select(work => state.Work.GetValueOrDefault(work))
            .OfType<WorkItem>()
            .Where(item =>
                (item.Held is not null || item.Work.BilledOn is not null)
                && item.Slices.All(slice => slice.IsOpen || slice.IsGivenUp)
            )
            .SelectMany(item => new RecordWork(item.Newest).Replaced(state, item, reference));
}

using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Invoicing;

/// <summary>Corrections that waited for a document to let go of their work.</summary>
internal static class HeldWork
{
    /// <summary>Records each newer version whose slices the document has just freed.</summary>
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
            .Where(item => item is { Held: not null, IsOpen: true })
            .Select(item => RecordWork.Recorded(state, item.Held!, reference));
}

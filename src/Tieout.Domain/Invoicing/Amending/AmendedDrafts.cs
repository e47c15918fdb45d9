using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Drafts that an amendment overtakes: they are given up and made anew by the next run.</summary>
internal static class AmendedDrafts
{
    public static IEnumerable<EngagementEvent> Cancelled(
        AmendmentReach reach,
        EngagementState state
    )
    {
        var documents = reach.Documents.Select(x => x.Invoice.Reference).ToHashSet();
        return state
            .Invoices.Values.Where(x => x.Status is InvoiceStatus.Draft)
            .Select(x => x.Invoice)
            .Where(x =>
                x.RefersTo is { } original
                    ? documents.Contains(original)
                    : (x.IsRepricing && documents.Count > 0)
                        || x.Lines.SelectMany(line => line.Shares)
                            .Any(share => IsCovered(reach, state, share))
            )
            .Select(x => new EngagementEvent.InvoiceDraftCancelled(
                x.Reference,
                "its terms changed"
            ));
    }

    private static bool IsCovered(AmendmentReach reach, EngagementState state, WorkShare share) =>
        state.Work.GetValueOrDefault(share.Work)?.Work.ServiceDate is { } day
        && reach.After.DiffersAt(day, reach.Before);
}

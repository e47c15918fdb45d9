using System.Diagnostics;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>Credited work that is not to be billed again.</summary>
internal static class GivenUpWork
{
    /// <summary>
    /// Time is given up with what is open of it beside the document; other work for what stood on it.
    /// </summary>
    public static IEnumerable<EngagementEvent> After(
        EngagementState state,
        Invoice credit,
        long referenceVersion
    )
    {
        var stage = credit.Disposition switch
        {
            CreditDisposition.WriteOff => Stage.WrittenOff,
            CreditDisposition.Supersede => Stage.Superseded,
            _ => throw new UnreachableException(),
        };
        return credit
            .Lines.SelectMany(line => line.Shares)
            .ToLookup(share => share.Work, share => share.Slice)
            .Select(shares => (Item: state.Work.GetValueOrDefault(shares.Key), Numbers: shares))
            .Where(x => x.Item is { Work: not Charge, Slices.Count: > 0 })
            .Select(x => new SlicedWork(
                x.Item!.Work.Id,
                [
                    .. x.Item.Slices.Select(slice =>
                        slice.IsOpen
                        && (x.Item.Work is TimeEntry || x.Numbers.Contains(slice.Number))
                            ? slice with
                            {
                                Stage = stage,
                                Reasons = [],
                            }
                            : slice
                    ),
                ],
                referenceVersion
            ))
            .Chunk(SlicedWork.ItemsPerEventMax)
            .Select(some => new EngagementEvent.WorkSliced(some));
    }
}

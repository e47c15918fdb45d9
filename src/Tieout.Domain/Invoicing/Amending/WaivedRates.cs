using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Billed work whose new rate is known and waived.</summary>
internal static class WaivedRates
{
    /// <summary>At its new rate and its billed amount, so that nothing asks for the difference again.</summary>
    public static IEnumerable<EngagementEvent> Of(
        EngagementState state,
        BilledChanges changes,
        long referenceVersion
    )
    {
        var rates = changes
            .Changes.Where(x => x.NewRate is not null && x.NewEffort == x.OldEffort)
            .ToDictionary(x => (x.Work, x.Slice), x => x.NewRate);
        return rates
            .Keys.Select(key => key.Work)
            .Distinct()
            .Select(work => new SlicedWork(
                work,
                [
                    .. state
                        .Work[work]
                        .Slices.Select(slice =>
                            rates.TryGetValue((work, slice.Number), out var rate)
                                ? slice with
                                {
                                    Rate = rate,
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

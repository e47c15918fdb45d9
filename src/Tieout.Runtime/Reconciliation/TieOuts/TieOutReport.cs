using Tieout.Connect;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.TieOuts;

/// <summary>The proof that every figure on one page is the figure on the next.</summary>
/// <param name="Offset">The sequence of the last event that was tied out.</param>
/// <param name="Differences">None: it ties out.</param>
public sealed record TieOutReport(long Offset, IReadOnlyList<TieOutDifference> Differences)
{
    public bool TiesOut => Differences.Count == 0;

    /// <summary>The ledger against itself: work, slices, documents, journal, all at one moment.</summary>
    public static async Task<TieOutReport> OfLedgerAsync(
        ReadSnapshot read,
        TieOutPeriod period,
        CancellationToken cancellationToken
    )
    {
        var differences = new List<TieOutDifference>();
        foreach (var check in LedgerChecks.All)
        {
            differences.AddRange(await check.RunAsync(read, period, cancellationToken));
        }

        return new TieOutReport(await read.ReadOffsetAsync(cancellationToken), differences);
    }

    /// <summary>Each approved document against what its target holds, to the minor unit.</summary>
    /// <param name="read">The moment of the hub; take it after the target was listed.</param>
    /// <param name="target">The name of the target that was listed.</param>
    /// <param name="held">What <see cref="TargetListing"/> has found for the period.</param>
    /// <param name="period">Which invoice dates.</param>
    /// <param name="moved">
    /// Engagements that something happened to since the listing began; they are left out, because
    /// the two sides show different moments of them.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TieOutReport> OfTargetAsync(
        ReadSnapshot read,
        string target,
        IReadOnlyList<TargetRecord> held,
        TieOutPeriod period,
        IReadOnlySet<string> moved,
        CancellationToken cancellationToken
    )
    {
        var documents = (await HubDocument.ReadAsync(read, cancellationToken)).ToLookup(x =>
            moved.Contains(x.Engagement)
        );
        var left = documents[true].Select(x => x.Reference).ToHashSet(StringComparer.Ordinal);
        return new TieOutReport(
            await read.ReadOffsetAsync(cancellationToken),
            TargetChecks.Compare(
                target,
                [.. documents[false]],
                [.. held.Where(record => !left.Contains(record.NaturalKey))],
                period
            )
        );
    }
}

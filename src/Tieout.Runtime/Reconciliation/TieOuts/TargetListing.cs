using Tieout.Connect;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.TieOuts;

/// <summary>How to list what a target holds of a period's documents.</summary>
public sealed class TargetListing
{
    /// <summary>More are listed with everything: a look-up may cost as much where the target does not look for references.</summary>
    private const int LookedForMax = 20;

    private readonly DateInterval? _dates;
    private readonly IReadOnlyList<HubDocument> _documents;

    private TargetListing(DateInterval? dates, IReadOnlyList<HubDocument> documents)
    {
        _dates = dates;
        _documents = documents;
    }

    /// <summary>The days of the period's documents and of what belongs to them.</summary>
    public static async Task<TargetListing> PlanAsync(
        ReadSnapshot read,
        TieOutPeriod period,
        CancellationToken cancellationToken
    )
    {
        if (period == TieOutPeriod.Ever)
        {
            return new TargetListing(dates: null, []);
        }

        var all = await HubDocument.ReadAsync(read, cancellationToken);
        var groups = all.Where(period.Has).Select(x => x.Invoice).ToHashSet(StringComparer.Ordinal);
        // A credit memo of another month says how much of an invoice is open.
        var meant = all.Where(x => groups.Contains(x.Invoice)).ToList();
        var dates = new DateInterval(
            meant.Select(x => x.Date).Append(period.From).Min(),
            meant.Select(x => x.Date).Append(period.To).Max()
        );
        return new TargetListing(dates, meant);
    }

    /// <summary>
    /// Lists, and looks for what should be there and was not listed, or only void: somebody may have given it another date.
    /// Where that is much, all is listed.
    /// </summary>
    /// <remarks>
    /// O(documents of these days), where the target looks for dates; O(all) where it does not. A second document of a
    /// reference that is dated in another month is not found here.
    /// </remarks>
    /// <param name="target">What is listed.</param>
    /// <param name="prefix">What all references of the hub start with.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="ConnectorException">The target did not answer as its contract says.</exception>
    public async Task<IReadOnlyList<TargetRecord>> ReadAsync(
        ISink target,
        string prefix,
        CancellationToken cancellationToken
    )
    {
        var held = await ListAsync(target, prefix, _dates, cancellationToken);
        var live = held.Where(x => x.State is not TargetState.Voided)
            .Select(x => x.NaturalKey)
            .ToHashSet(StringComparer.Ordinal);
        var missing = _documents
            .Where(x => x.IsPosted || x.Status is "voided")
            .Where(x => target.System.Equals(x.Target, StringComparison.Ordinal))
            .Select(x => x.Reference)
            .Where(x => !live.Contains(x))
            .ToList();
        if (missing.Count > LookedForMax)
        {
            return await ListAsync(target, prefix, dates: null, cancellationToken);
        }

        foreach (var reference in missing)
        {
            var found = await ListAsync(target, reference, dates: null, cancellationToken);
            held.AddRange(
                found.Where(x => x.NaturalKey.Equals(reference, StringComparison.Ordinal))
            );
        }

        return [.. held.DistinctBy(x => (x.NaturalKey, x.ExternalId))];
    }

    private static async Task<List<TargetRecord>> ListAsync(
        ISink target,
        string prefix,
        DateInterval? dates,
        CancellationToken cancellationToken
    )
    {
        var held = new List<TargetRecord>();
        await foreach (var record in target.ListAsync(prefix, dates, cancellationToken))
        {
            held.Add(record);
        }

        return held;
    }
}

using Tieout.Connect;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What a connector told the hub of one feed, from its start to its end.</summary>
/// <param name="Facts">In the order in which they were told.</param>
/// <param name="Refusals">Codes, each as often as it was told.</param>
/// <param name="Failure">What ended it early; none when it came to its end.</param>
internal sealed record Telling(
    IReadOnlyList<ToldFact> Facts,
    IReadOnlyList<string> Refusals,
    ConnectorFault? Failure
)
{
    private const int PagesMax = 100;

    /// <summary>Reads a feed to its end.</summary>
    public static async Task<Telling> ReadAsync(
        ISource source,
        string feed,
        CancellationToken cancellationToken
    )
    {
        var facts = new List<ToldFact>();
        var refusals = new List<string>();
        var pages = 0;
        try
        {
            await foreach (
                var page in source.ReadAsync(
                    source.Feeds.Single(x => x.Name == feed),
                    Cursor.Start,
                    cancellationToken
                )
            )
            {
                facts.AddRange(page.Records.Select(x => ToldFact.Of(x.Fact)));
                refusals.AddRange(page.Rejected.Concat(page.Warnings).Select(x => x.Code));
                if (++pages == PagesMax)
                {
                    break;
                }
            }
        }
        catch (ConnectorException e)
        {
            return new Telling(facts, refusals, e.Fault);
        }

        return new Telling(facts, refusals, Failure: null);
    }

    /// <summary>What another telling says differently.</summary>
    public IReadOnlyList<Difference> DifferencesTo(Telling other)
    {
        if (other.Failure is { } failure && failure != Failure)
        {
            return [new Difference($"the feed stops as `{failure}`", From: null, To: null)];
        }

        var refused = NewIn(Refusals, other.Refusals)
            .Select(x => new Difference($"refused as `{x}`", From: null, To: null));
        return [.. FactDifferences(other), .. refused];
    }

    private IEnumerable<Difference> FactDifferences(Telling other)
    {
        var (known, told) = (ByIdentity(Facts), ByIdentity(other.Facts));
        if (known.Select(x => x.Fact.Identity).SequenceEqual(told.Select(x => x.Fact.Identity)))
        {
            // Another version may come with another order.
            return known
                .Zip(told)
                .OrderBy(x => x.First.Index)
                .SelectMany(x => x.First.Fact.DifferencesTo(x.Second.Fact));
        }

        if (Facts.Count == other.Facts.Count)
        {
            return Facts.Zip(other.Facts).SelectMany(x => x.First.DifferencesTo(x.Second));
        }

        var before = Facts.ToLookup(x => x.Identity, StringComparer.Ordinal);
        var after = other.Facts.ToLookup(x => x.Identity, StringComparer.Ordinal);
        var kept = Facts
            .Where(x => after.Contains(x.Identity))
            .SelectMany(x => x.DifferencesTo(after[x.Identity].First()));
        var gone = Facts
            .Where(x => !after.Contains(x.Identity))
            .Select(x => new Difference($"no `{x.Kind}`", From: null, To: null));
        var added = other
            .Facts.Where(x => !before.Contains(x.Identity))
            .Select(x => new Difference($"a `{x.Kind}`", From: null, To: null));
        // A record that is refused now was told before: that it is not any more goes without saying.
        return NewIn(Refusals, other.Refusals).Any() ? kept : kept.Concat(gone).Concat(added);
    }

    private static List<(int Index, ToldFact Fact)> ByIdentity(IEnumerable<ToldFact> facts) =>
        [.. facts.Index().OrderBy(x => x.Item.Identity, StringComparer.Ordinal)];

    private static IEnumerable<string> NewIn(
        IReadOnlyList<string> before,
        IReadOnlyList<string> after
    ) =>
        after
            .CountBy(x => x, StringComparer.Ordinal)
            .Where(x => x.Value > before.Count(code => code == x.Key))
            .Select(x => x.Key);
}

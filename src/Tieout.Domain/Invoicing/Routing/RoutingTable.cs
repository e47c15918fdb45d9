using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Domain.Invoicing.Routing;

/// <summary>Where documents go while several ledgers live side by side.</summary>
/// <param name="Posted">Target by the key of every document that was posted.</param>
/// <remarks>
/// A posted key is never sent again; follow-ups go where their original is, also during a freeze;
/// rules for an entity beat those for all, unit rules beat general ones, then the latest effective
/// wins. Source: domain rules §19.3.
/// </remarks>
public sealed record RoutingTable(
    IReadOnlyList<RoutingRule> Rules,
    IReadOnlyList<Freeze> Freezes,
    IReadOnlyDictionary<string, string> Posted
)
{
    /// <summary>Decides at an instant; the first test that holds decides.</summary>
    public Route RouteFor(RoutedDocument document, Instant now)
    {
        if (Posted.TryGetValue(document.Key, out var target))
        {
            return new Route.AlreadyPosted(target);
        }

        if (document.OriginalTarget is { } original)
        {
            return new Route.FollowOriginal(original);
        }

        return Freezes.Any(freeze => freeze.Holds(document.LegalEntity, now))
            ? new Route.Held(ReasonCode.FrozenForCutover)
            : ByRule(document);
    }

    private Route ByRule(RoutedDocument document)
    {
        var best = Rules
            .Where(rule => rule.Covers(document))
            .GroupBy(rule =>
                (
                    HasEntity: rule.LegalEntity is not null,
                    HasUnit: rule.BusinessUnit is not null,
                    rule.Effective
                )
            )
            .OrderByDescending(group => group.Key)
            .FirstOrDefault();
        var targets = best?.Select(rule => rule.Target).Distinct(StringComparer.Ordinal).Count();
        return targets == 1
            ? new Route.ByRule(best!.First().Target, best!.First().Id)
            : new Route.Held(ReasonCode.RouteUndetermined);
    }
}

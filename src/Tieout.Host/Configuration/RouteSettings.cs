using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Routing;

namespace Tieout.Host.Configuration;

/// <summary>Which target keeps the books of a legal entity.</summary>
/// <param name="Default">For legal entities that are not named; none leaves them without one.</param>
public sealed record RouteSettings(
    IReadOnlyDictionary<LegalEntityCode, string> ByEntity,
    string? Default
)
{
    /// <summary>The target's name; none when there is no route.</summary>
    public string? TargetOf(LegalEntityCode entity) =>
        ByEntity.TryGetValue(entity, out var target) ? target : Default;

    /// <summary>As the ledger records them; each is named by its entry in the configuration.</summary>
    public IReadOnlyList<RoutingRule> Rules =>
        [
            .. ByEntity
                .OrderBy(x => x.Key.Value, StringComparer.Ordinal)
                .Select(x => new RoutingRule(x.Key.Value, x.Key, x.Value)),
            .. Default is null ? [] : new[] { new RoutingRule("default", null, Default) },
        ];
}

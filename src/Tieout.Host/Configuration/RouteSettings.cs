using Tieout.Domain.Canonical.Identifiers;

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
}

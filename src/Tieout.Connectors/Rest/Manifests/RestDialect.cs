using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>How a system is spoken with.</summary>
/// <param name="Check">Proves that the settings work; the first resource does when none.</param>
internal sealed record RestDialect(
    RestAuth Auth,
    IReadOnlyList<KeyValuePair<string, Template>> Headers,
    RestCall? Check,
    RestLimits Limits,
    IReadOnlyList<RestErrorRule> Errors,
    IReadOnlyDictionary<string, ValueMap> Maps,
    IReadOnlyDictionary<string, RestLookup> Lookups,
    IReadOnlyList<RestResource> Resources,
    RestWebhooks? Webhooks,
    RestWrites? Writes
);

using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>How a system is spoken with.</summary>
/// <param name="Check">Proves that the settings work; the first resource does when none.</param>
/// <param name="ChecksReadings">The check is sent after each page, before it is believed.</param>
internal sealed record RestDialect(
    RestAuth Auth,
    IReadOnlyList<KeyValuePair<string, Template>> Headers,
    RestCall? Check,
    bool ChecksReadings,
    RestLimits Limits,
    IReadOnlyList<RestErrorRule> Errors,
    IReadOnlyDictionary<string, ValueMap> Maps,
    IReadOnlyDictionary<string, RestLookup> Lookups,
    IReadOnlyList<RestResource> Resources,
    RestWebhooks? Webhooks,
    RestWrites? Writes,
    RestProjectSetup? Projects
);

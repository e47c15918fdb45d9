using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Rows below a record: the lines of a contract, the instalments of a line.</summary>
/// <param name="Records">The list in the record above; with a look-up none.</param>
internal sealed record RestRows(
    string Name,
    DataPath? Records,
    IReadOnlyList<RestField> Fields,
    IReadOnlyList<RestRows> Below
)
{
    /// <summary>Instead of a list in the record above: the records of this one that have its key.</summary>
    public string? Lookup { get; init; }

    /// <summary>What of the record above is the key.</summary>
    public Template? Key { get; init; }

    /// <summary>Tells whether they say more than the record does that they are below.</summary>
    public bool AreOutside(IReadOnlyDictionary<string, RestLookup> lookups) =>
        Lookup is not null
        || Fields.Any(x => x.IsOutside(lookups))
        || Below.Any(x => x.AreOutside(lookups));
}

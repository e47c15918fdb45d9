using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>A record that another one refers to.</summary>
/// <param name="Call">With {key}, unless it is a list.</param>
/// <param name="Record">In the answer.</param>
/// <param name="List">The records are in a list, which is read once in a reading.</param>
/// <param name="Key">Of a record of the list; the first record of a key counts.</param>
/// <param name="From">The first day that a record of the list is about; about any when none.</param>
/// <param name="To">The last one.</param>
/// <param name="When">Filled with nothing, nothing is looked up.</param>
/// <param name="Included">Nothing is asked for: the records are there, from the record that refers to them.</param>
internal sealed record RestLookup(
    string Name,
    RestCall Call,
    DataPath Record,
    RestListing? List,
    Template? Key,
    DataPath? From,
    DataPath? To,
    Template? When,
    DataPath? Included
)
{
    /// <summary>Which records count; the others are as if they were not there.</summary>
    public IReadOnlyList<RestCondition> Where { get; init; } = [];

    /// <summary>Its records are about some days only.</summary>
    public bool IsDated => From is not null || To is not null;

    /// <summary>What is not found has no value, and is no mistake.</summary>
    public bool MayLack => List is not null || Included is not null || When is not null;

    /// <summary>Whether a record counts.</summary>
    public bool Takes(Place record) => Where.All(x => x.Holds(record));
}

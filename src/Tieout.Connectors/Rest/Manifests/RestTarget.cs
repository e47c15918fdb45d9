using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>How one kind of delivery is found and written.</summary>
/// <param name="Find">Looks for the natural key.</param>
/// <param name="Record">The written record in the answer of a write.</param>
/// <param name="Fields">Id, state, number, amounts: what the hub wants to know of a record.</param>
internal sealed record RestTarget(
    RestListing Find,
    RestListing? List,
    IReadOnlyList<RestField> Fields,
    RestCall Create,
    RestCall? Update,
    RestCall? Post,
    RestCall? Discard,
    DataPath Record
)
{
    /// <summary>What belongs to a posted document besides it, in the order in which it is sent.</summary>
    public IReadOnlyList<RestStep> After { get; init; } = [];

    /// <summary>The columns that <see cref="Fields"/> are of.</summary>
    public required TargetLayout Layout { get; init; }
}

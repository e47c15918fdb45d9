namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What became of a change of one member.</summary>
/// <param name="Becomes">Canonical fields, and what else happens; each once.</param>
/// <param name="Example">The member's values with what they became.</param>
/// <param name="IsNeeded">Nothing but that the feed stops where the member is missing.</param>
internal sealed record ReadRow(
    VendorMember Member,
    IReadOnlyList<string> Becomes,
    string Example,
    bool IsNeeded
);

namespace Tieout.Connectors.Rest.Probing;

/// <summary>What a field of the manifest came to on the records that were read.</summary>
/// <param name="Column">Of the feed.</param>
/// <param name="Source">The path or template of the manifest.</param>
/// <param name="Filled">Records that have a value.</param>
/// <param name="Of">Records that were read.</param>
/// <param name="Example">The first value, as the column is read; none when there is none.</param>
/// <param name="Unmapped">Codes of the system that the map does not have.</param>
public sealed record ProbedField(
    string Column,
    string Source,
    int Filled,
    int Of,
    string? Example,
    IReadOnlyList<string> Unmapped
);

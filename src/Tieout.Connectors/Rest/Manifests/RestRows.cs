using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Rows below a record: the lines of a contract, the instalments of a line.</summary>
/// <param name="Records">The list in the record above.</param>
internal sealed record RestRows(
    string Name,
    DataPath Records,
    IReadOnlyList<RestField> Fields,
    IReadOnlyList<RestRows> Below
);

using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>A record that another one refers to by its id; asked for once in a reading.</summary>
/// <param name="Call">With {key}.</param>
/// <param name="Record">In the answer.</param>
internal sealed record RestLookup(string Name, RestCall Call, DataPath Record);

using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>A list, for each record of which another one is read.</summary>
/// <param name="Id">Of a record, by which it is known again.</param>
internal sealed record RestEach(RestListing List, DataPath Id);

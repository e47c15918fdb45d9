using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>A list that is read to its end.</summary>
internal sealed record RestListing(RestCall Call, DataPath Records, RestPaging Paging);

using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Something that belongs to a posted document and is sent by itself.</summary>
/// <param name="When">Without a value there is nothing to send; always sent when none.</param>
/// <param name="Find">Finds what the step has made: a record means that it is done.</param>
internal sealed record RestStep(Template? When, RestListing Find, RestCall Call);

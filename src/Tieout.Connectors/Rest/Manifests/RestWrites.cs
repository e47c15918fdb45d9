using Tieout.Connect;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>What can be written to a system.</summary>
internal sealed record RestWrites(
    SinkCapabilities Capabilities,
    RestTarget? Customers,
    RestTarget Documents
);

using Tieout.Connect;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>What can be written to a system.</summary>
/// <param name="CreditMemos">Where they are records of another kind; none where they are documents like the others.</param>
internal sealed record RestWrites(
    SinkCapabilities Capabilities,
    RestTarget? Customers,
    RestTarget Documents,
    RestTarget? CreditMemos
);

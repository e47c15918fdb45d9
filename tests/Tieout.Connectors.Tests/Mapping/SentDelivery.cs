using Tieout.Connect;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What a system was sent for a delivery.</summary>
/// <param name="Sample">The delivery, before any change.</param>
/// <param name="IsWhole">All of it was sent; less when it was refused on the way.</param>
internal sealed record SentDelivery(
    Delivery.Document Sample,
    IReadOnlyList<SentMessage> Messages,
    bool IsWhole
);

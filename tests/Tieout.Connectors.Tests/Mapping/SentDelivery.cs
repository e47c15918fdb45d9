namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What a system was sent for a delivery.</summary>
/// <param name="IsWhole">All of it was sent; less when it was refused on the way.</param>
internal sealed record SentDelivery(IReadOnlyList<SentMessage> Messages, bool IsWhole);

using System.Collections.ObjectModel;

namespace Tieout.Connect;

/// <summary>What a system sent to the hub of its own accord.</summary>
/// <param name="Headers">By name, in any case; several values of one name are joined by commas.</param>
/// <param name="Body">Byte for byte as it came: signatures are over it.</param>
/// <param name="ReceivedAt">By the hub's clock.</param>
public sealed record WebhookMessage(
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body,
    Instant ReceivedAt
)
{
    /// <summary>What stood behind the address; of several values of one name the first.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } =
        ReadOnlyDictionary<string, string>.Empty;
}

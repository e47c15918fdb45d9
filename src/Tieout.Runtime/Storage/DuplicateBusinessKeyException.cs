namespace Tieout.Runtime.Storage;

/// <summary>The stream already holds a business key of the append. Nothing of this append was
/// stored.</summary>
[GenerateSerializer]
public sealed class DuplicateBusinessKeyException(
    StreamId stream,
    IReadOnlyDictionary<string, long> knownKeys
) : Exception($"{stream} already holds {knownKeys.Count} of the business keys of this append.")
{
    [Id(0)]
    public StreamId Stream { get; } = stream;

    /// <summary>The keys that are known, each with the sequence of the event that holds
    /// it.</summary>
    [Id(1)]
    public IReadOnlyDictionary<string, long> KnownKeys { get; } = knownKeys;
}

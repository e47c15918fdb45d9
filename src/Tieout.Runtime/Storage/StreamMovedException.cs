namespace Tieout.Runtime.Storage;

/// <summary>The stream is not at the version that the writer expected. Nothing was appended: load
/// the stream, decide again.</summary>
[GenerateSerializer]
public sealed class StreamMovedException(StreamId stream, long expectedVersion)
    : Exception($"{stream} is not at version {expectedVersion}: somebody else appended to it.")
{
    [Id(0)]
    public StreamId Stream { get; } = stream;

    [Id(1)]
    public long ExpectedVersion { get; } = expectedVersion;
}

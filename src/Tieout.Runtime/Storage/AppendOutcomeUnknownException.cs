namespace Tieout.Runtime.Storage;

/// <summary>The store failed while it held the append: the events may be stored or not. Load the
/// stream to find out; appending again on top of what is found is safe.</summary>
[GenerateSerializer]
public sealed class AppendOutcomeUnknownException(StreamId stream, Exception inner)
    : Exception($"The store failed during an append to {stream}: reload it to see.", inner)
{
    [Id(0)]
    public StreamId Stream { get; } = stream;
}

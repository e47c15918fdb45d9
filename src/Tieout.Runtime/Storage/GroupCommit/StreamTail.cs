namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>Where a stream ends, as far as this process's writer knows.</summary>
/// <remarks>It can be behind the store (another process appended) and never ahead of it, which
/// is why comparing with it can refuse too much and never too little.</remarks>
internal sealed class StreamTail(StreamId stream, long row, long version)
{
    public StreamId Stream { get; } = stream;

    /// <summary>The stream's number in the store; 0 while it has none.</summary>
    public long Row { get; set; } = row;

    /// <summary>The last durable version.</summary>
    public long Version { get; set; } = version;

    /// <summary>The version after the appends of the commit at work.</summary>
    public long Next { get; set; } = version;
}

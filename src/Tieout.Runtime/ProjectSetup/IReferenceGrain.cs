using Orleans.Concurrency;
using Tieout.Runtime.Engagements;

namespace Tieout.Runtime.ProjectSetup;

/// <summary>The single writer of what engagements share; there is one, with key 0.</summary>
[Alias("tieout.reference")]
public interface IReferenceGrain : IGrainWithIntegerKey
{
    /// <summary>Records facts; returns when they are durable and decisions see them.</summary>
    [Alias("record")]
    Task<BatchOutcome> RecordAsync([Immutable] ReferenceBatch batch);
}

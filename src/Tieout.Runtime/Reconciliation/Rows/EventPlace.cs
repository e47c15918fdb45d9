using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>Where an event stands in the log, as the read tables keep it.</summary>
/// <param name="At">Microseconds since 1970.</param>
/// <param name="Key">Of its stream: the engagement, the project, the target.</param>
internal readonly record struct EventPlace(long Sequence, long At, string Key)
{
    public static EventPlace Of(StoredEvent stored) =>
        new(stored.Sequence, StoreTime.ToMicroseconds(stored.At), stored.Stream.Key);
}

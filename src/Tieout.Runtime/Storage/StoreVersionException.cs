namespace Tieout.Runtime.Storage;

/// <summary>The store was written by a newer hub than this one.</summary>
public sealed class StoreVersionException(string store, long found, long known)
    : Exception(
        $"{store} has storage version {found}; this hub knows versions up to {known}. Start the "
            + "newer hub, or restore a backup that was made before the upgrade."
    )
{
    public long Found { get; } = found;

    public long Known { get; } = known;
}

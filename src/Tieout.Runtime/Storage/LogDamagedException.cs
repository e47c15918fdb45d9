namespace Tieout.Runtime.Storage;

/// <summary>An event is missing where one must be. No reader goes past the hole: restore the
/// store.</summary>
public sealed class LogDamagedException(string where, long expected, long found)
    : Exception($"{where}: event {expected} is missing, {found} comes next.")
{
    public long Expected { get; } = expected;
}

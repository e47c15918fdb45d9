namespace Tieout.Runtime.Storage;

/// <summary>A stream's folded state at one version: a shortcut that may be dropped at any
/// time.</summary>
/// <param name="Version">The last event that is folded in.</param>
/// <param name="Schema">Which shape the state's bytes have; another one than the reader's own
/// means: ignore the snapshot and replay.</param>
/// <param name="Data">The state's bytes.</param>
public sealed record StreamSnapshot(long Version, int Schema, ReadOnlyMemory<byte> Data);

namespace Tieout.Host.Hosting;

/// <summary>Nothing was ever recorded where the configuration says that the store is.</summary>
public sealed class StoreMissingException(string place)
    : Exception($"There is nothing at {place} yet; run 'tieout run' first.");

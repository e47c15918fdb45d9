namespace Tieout.Host.Hosting;

/// <summary>Nothing was ever recorded where the configuration says that the store is.</summary>
public sealed class StoreMissingException(string place)
    : Exception(
        $"No hub has run on this configuration yet: there is no store at {place}. "
            + "'tieout run --once' makes it; if one should be there, correct store in hub.yaml."
    );

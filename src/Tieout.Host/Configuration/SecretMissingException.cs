namespace Tieout.Host.Configuration;

/// <summary>A secret is not where the configuration says it is.</summary>
public sealed class SecretMissingException(string message, Exception? inner = null)
    : Exception(message, inner);

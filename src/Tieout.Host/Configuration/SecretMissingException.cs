namespace Tieout.Host.Configuration;

/// <summary>A secret is not where it should be, or its place cannot be used.</summary>
public sealed class SecretMissingException(string message, Exception? inner = null)
    : Exception(message, inner);

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Tieout.Host.Secrets;

namespace Tieout.Host.Configuration;

/// <summary>Where a secret is kept. The secret itself is never part of a configuration.</summary>
public abstract record SecretReference
{
    /// <summary>What a reference to the encrypted store begins with.</summary>
    public const string StorePrefix = "store:";

    private SecretReference() { }

    /// <summary>The value of an environment variable: <c>env:LEDGER_SECRET</c>.</summary>
    public sealed record Variable(string Name) : SecretReference
    {
        public override string ToString() => $"env:{Name}";
    }

    /// <summary>The contents of a file, without the line end: <c>file:/run/secrets/ledger</c>.</summary>
    /// <param name="Path">Absolute.</param>
    public sealed record InFile(string Path) : SecretReference
    {
        public override string ToString() => $"file:{Path}";
    }

    /// <summary>An entry of the encrypted store: <c>store:ledger</c>.</summary>
    /// <param name="DataFolder">The hub's, which the store is in; absolute.</param>
    public sealed record InStore(SecretName Name, string DataFolder) : SecretReference
    {
        public override string ToString() => $"{StorePrefix}{Name}";
    }

    /// <summary>
    /// Reads <c>env:NAME</c>, <c>file:PATH</c> or <c>store:NAME</c>; anything else is no reference.
    /// </summary>
    /// <param name="text">As written.</param>
    /// <param name="folder">What a relative path starts from.</param>
    /// <param name="dataFolder">The hub's, which the encrypted store is in; absolute.</param>
    /// <param name="reference">What it says.</param>
    public static bool TryParse(
        string text,
        string folder,
        string dataFolder,
        [NotNullWhen(true)] out SecretReference? reference
    )
    {
        reference = text.Split(':', 2) switch
        {
            ["env", { Length: > 0 } name] => new Variable(name),
            ["file", { Length: > 0 } path] => new InFile(Path.GetFullPath(path, folder)),
            ["store", var name] when SecretName.TryParse(name, out var entry) => new InStore(
                entry,
                dataFolder
            ),
            _ => null,
        };
        return reference is not null;
    }

    /// <summary>Reads the secret itself.</summary>
    /// <exception cref="SecretMissingException">It is not there.</exception>
    public string Resolve() =>
        this switch
        {
            Variable variable => Environment.GetEnvironmentVariable(variable.Name)
                is { Length: > 0 } value
                ? value
                : throw new SecretMissingException(
                    $"The environment variable {variable.Name} is not set; set it before the hub starts."
                ),
            InFile file => Read(file),
            InStore entry => new SecretStore(entry.DataFolder, KeyRing.OfThisUser()).Read(
                entry.Name
            ),
            _ => throw new UnreachableException(),
        };

    private static string Read(InFile file)
    {
        try
        {
            var secret = File.ReadAllText(file.Path).TrimEnd('\r', '\n');
            return secret.Length > 0
                ? secret
                : throw new SecretMissingException($"The secret file {file.Path} is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SecretMissingException(
                $"The secret file {file.Path} cannot be read: {e.Message}",
                e
            );
        }
    }
}

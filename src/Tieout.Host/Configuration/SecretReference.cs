using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Tieout.Host.Configuration;

/// <summary>Where a secret is kept. The secret itself is never part of a configuration.</summary>
public abstract record SecretReference
{
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

    /// <summary>Reads <c>env:NAME</c> or <c>file:PATH</c>; anything else is no reference.</summary>
    /// <param name="text">As written.</param>
    /// <param name="folder">What a relative path starts from.</param>
    /// <param name="reference">What it says.</param>
    public static bool TryParse(
        string text,
        string folder,
        [NotNullWhen(true)] out SecretReference? reference
    )
    {
        reference = text.Split(':', 2) switch
        {
            ["env", { Length: > 0 } name] => new Variable(name),
            ["file", { Length: > 0 } path] => new InFile(Path.GetFullPath(path, folder)),
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

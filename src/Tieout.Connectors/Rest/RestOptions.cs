using Tieout.Connectors.Http;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;

namespace Tieout.Connectors.Rest;

/// <summary>A connection to a system that a manifest describes.</summary>
public sealed class RestOptions
{
    /// <summary>The connection's name in the configuration.</summary>
    public required string System { get; init; }

    /// <summary>How the system is spoken with.</summary>
    public required RestManifest Manifest { get; init; }

    /// <summary>Where the system is; the manifest's address when none.</summary>
    public Uri? Address { get; init; }

    /// <summary>In place of the manifest's settings.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Reads a secret by its name in the manifest; never logged.</summary>
    public required Func<string, string> Secret { get; init; }

    /// <summary>
    /// Keeps what the system has put in place of a secret, by the secret's name in the manifest, where the
    /// secret is read from; false where that cannot be written.
    /// </summary>
    public Func<string, string, bool> Keep { get; init; } = (_, _) => false;

    /// <summary>For messages: where it is said what the secrets are.</summary>
    public string SecretsAre { get; init; } = "the secrets of the system in hub.yaml";

    /// <summary>
    /// Whether messages quote what an answer says in no usual place. Default no: a hub keeps its messages, and what
    /// is quoted may be of persons.
    /// </summary>
    public bool QuotesAnswers { get; init; }

    /// <summary>Of all connectors with these options.</summary>
    internal RestSession Session { get; private init; } = new();

    /// <summary>The same, which remembers each secret that is read.</summary>
    internal RestOptions Watched(Credentials credentials) =>
        new()
        {
            System = System,
            Manifest = Manifest,
            Address = Address,
            Settings = Settings,
            Secret = name => credentials.Reveal(Secret(name)),
            Keep = Keep,
            SecretsAre = SecretsAre,
            QuotesAnswers = QuotesAnswers,
            Session = Session,
        };

    /// <summary>What hub.yaml must say and does not, by its key: <c>settings.workspace</c>.</summary>
    public static IEnumerable<string> Missing(
        RestManifest manifest,
        bool hasAddress,
        IReadOnlyCollection<string> settings,
        IReadOnlyCollection<string> secrets
    )
    {
        if (!hasAddress && manifest.Address is null)
        {
            yield return "address";
        }

        foreach (var name in Open(manifest.Settings).Except(settings, StringComparer.Ordinal))
        {
            yield return $"settings.{name}";
        }

        foreach (var name in Open(manifest.Secrets).Except(secrets, StringComparer.Ordinal))
        {
            yield return $"secrets.{name}";
        }
    }

    private static IEnumerable<string> Open(IReadOnlyDictionary<string, string?> values) =>
        values.Where(x => x.Value is null).Select(x => x.Key);
}

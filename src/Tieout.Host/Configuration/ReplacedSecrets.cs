using Tieout.Connect;
using Tieout.Host.Secrets;

namespace Tieout.Host.Configuration;

/// <summary>Keeps what a system puts in place of a secret of ours, such as a refresh token that is good once.</summary>
/// <param name="secrets">Where each is kept, by its name in the manifest.</param>
/// <param name="clock">Says when it was kept.</param>
/// <param name="warnings">Told once of a secret that cannot be kept where it is.</param>
public sealed class ReplacedSecrets(
    IEnumerable<KeyValuePair<string, SecretReference>> secrets,
    IClock clock,
    TextWriter warnings
)
{
    private readonly Dictionary<string, SecretReference> _secrets = secrets.ToDictionary(
        StringComparer.Ordinal
    );

    private int _warned;

    /// <summary>Keeps it in the store; false where the secret is somewhere else, which is not the hub's to write.</summary>
    /// <exception cref="ConnectorException">The store cannot be written.</exception>
    public bool Keep(string name, string value)
    {
        if (_secrets.GetValueOrDefault(name) is SecretReference.InStore entry)
        {
            try
            {
                _ = new SecretStore(entry.DataFolder, KeyRing.OfThisUser()).Set(
                    entry.Name,
                    value,
                    clock.GetCurrentInstant()
                );
                return true;
            }
            catch (SecretMissingException e)
            {
                throw new ConnectorException(
                    ConnectorFault.Settings,
                    $"The system has replaced the secret '{name}', and the new one cannot be kept: {e.Message}",
                    inner: e
                );
            }
        }

        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            warnings.WriteLine(
                $"warning: The system has replaced the secret '{name}', and the new one cannot be kept in "
                    + $"{_secrets.GetValueOrDefault(name)}: it is lost when this process ends. Get a new one, keep it in "
                    + $"the store with 'tieout secret set', and name it store:NAME."
            );
        }

        return false;
    }
}

using Tieout.Connectors.Rest;
using Tieout.Connectors.Rest.Manifests;

namespace Tieout.Host.Configuration;

/// <summary>Reads a system of <c>kind: rest</c>, and its manifest with it.</summary>
public static class RestReading
{
    /// <summary>What the connector needs; each secret is read when it is used.</summary>
    /// <param name="system">As it is configured.</param>
    /// <param name="replaced">Keeps the secrets that the system replaces.</param>
    /// <exception cref="SecretMissingException">A secret is not where it should be.</exception>
    public static RestOptions OptionsOf(SystemSettings.RestSystem system, ReplacedSecrets replaced)
    {
        foreach (var secret in system.Secrets.Values)
        {
            _ = secret.Resolve();
        }

        return new RestOptions
        {
            System = system.Name,
            Manifest = system.Manifest,
            Address = system.Address,
            Settings = system.Settings,
            Secret = name => system.Secrets.GetValueOrDefault(name)?.Resolve() ?? string.Empty,
            Keep = replaced.Keep,
        };
    }

    /// <summary>Where a manifest says that its secrets are; relative to its own folder.</summary>
    /// <param name="manifest">Its texts are references by its schema.</param>
    /// <param name="dataFolder">The hub's, which the encrypted store is in; absolute.</param>
    public static IDictionary<string, SecretReference> SecretsOf(
        RestManifest manifest,
        string dataFolder
    )
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(manifest.File))!;
        var secrets = new Dictionary<string, SecretReference>(StringComparer.Ordinal);
        foreach (var (name, text) in manifest.Secrets)
        {
            if (
                text is not null
                && SecretReference.TryParse(text, folder, dataFolder, out var reference)
            )
            {
                secrets[name] = reference;
            }
        }

        return secrets;
    }

    internal static SystemSettings.RestSystem? Read(string name, YamlSection section, string folder)
    {
        var manifest = ReadManifest(section, folder);
        var address = section.Has("address") ? SystemReading.Address(section, "address") : null;
        var settings = section.OptionalSection("settings");
        var secrets = section.OptionalSection("secrets");
        if (manifest is null)
        {
            return null;
        }

        var values = settings is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : settings.Names.ToDictionary(x => x, settings.Text, StringComparer.Ordinal);
        var references = SecretsOf(manifest, section.DataFolder);
        foreach (var secret in secrets?.Names.ToList() ?? [])
        {
            references[secret] = SystemReading.Secret(secrets!, secret, folder);
        }

        Refuse(settings, values.Keys.Except(manifest.Settings.Keys, StringComparer.Ordinal));
        Refuse(secrets, references.Keys.Except(manifest.Secrets.Keys, StringComparer.Ordinal));
        foreach (
            var missing in RestOptions.Missing(
                manifest,
                address is not null,
                values.Keys,
                [.. references.Keys]
            )
        )
        {
            section.Problem("manifest", $"leaves {missing} open; say it here.");
        }

        return new SystemSettings.RestSystem(
            name,
            manifest,
            address,
            values,
            references.AsReadOnly()
        );
    }

    /// <summary>A system whose manifest is part of the product; its settings are keys of the system.</summary>
    internal static SystemSettings.RestSystem ReadBuiltIn(
        string name,
        RestManifest manifest,
        YamlSection section,
        string folder
    )
    {
        var address = section.Has("address") ? SystemReading.Address(section, "address") : null;
        var settings = Said(manifest.Settings, section)
            .ToDictionary(x => x, section.Text, StringComparer.Ordinal);
        var secrets = Said(manifest.Secrets, section)
            .ToDictionary(
                x => x,
                x => SystemReading.Secret(section, x, folder),
                StringComparer.Ordinal
            );
        return new SystemSettings.RestSystem(name, manifest, address, settings, secrets);
    }

    /// <summary>What must be said, and what is.</summary>
    private static IEnumerable<string> Said(
        IReadOnlyDictionary<string, string?> names,
        YamlSection section
    ) => names.Where(x => x.Value is null || section.Has(x.Key)).Select(x => x.Key);

    private static RestManifest? ReadManifest(YamlSection section, string folder)
    {
        var text = section.Text("manifest");
        if (text.Length == 0)
        {
            return null;
        }

        var file = Path.GetFullPath(text, folder);
        if (ManifestReader.TryRead(file, out var manifest, out var problems))
        {
            return manifest;
        }

        foreach (var problem in problems)
        {
            section.Problem("manifest", problem.Describe(text));
        }

        return null;
    }

    private static void Refuse(YamlSection? section, IEnumerable<string> unknown)
    {
        foreach (var name in unknown)
        {
            section?.Problem(name, "is not one of the manifest's.");
        }
    }
}

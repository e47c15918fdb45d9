using System.CommandLine;
using System.CommandLine.Parsing;
using Tieout.Cli.Terminal;
using Tieout.Connectors.Rest;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Probing;
using Tieout.Host.Configuration;

namespace Tieout.Cli.Commands;

/// <summary>`tieout connector test`: does a manifest read what its author thinks?</summary>
internal sealed class ConnectorTestCommand : Command
{
    private readonly Argument<FileInfo> _manifest = new("manifest")
    {
        Description = "The manifest.",
    };

    private readonly Option<string?> _address = new("--address")
    {
        Description = "Where the system is, in place of the manifest's address.",
    };

    private readonly Option<string[]> _settings = new("--set")
    {
        Description = "A setting of the manifest: name=value. May be repeated.",
        HelpName = "name=value",
    };

    private readonly Option<string[]> _secrets = new("--secret")
    {
        Description = "Where a secret of the manifest is kept: name=env:NAME. May be repeated.",
        HelpName = "name=env:NAME",
    };

    private readonly Option<FileInfo> _config = new("--config")
    {
        Description = "The hub's configuration, whose store of secrets store:NAME is in.",
        DefaultValueFactory = _ => new FileInfo("hub.yaml"),
    };

    private readonly Option<int?> _pages = new("--pages")
    {
        Description = "How many pages of each resource are looked at, 1 or more; 2 if left out.",
        HelpName = "count",
    };

    private readonly Option<bool> _all = new("--all")
    {
        Description = "Looks at every page, up to limits.pagesMax of the manifest.",
    };

    public ConnectorTestCommand()
        : base(
            "test",
            """
            Tries a manifest out: logs in, reads up to two pages of each resource (--pages and
            --all look at more), and shows for each field how many records have it, an example,
            and codes that its map does not have; whether the second page differs from the first,
            and whether a second reading brings anything again. Of what is written it reads the
            first page of the list of documents, and looks for a document and a customer that
            nobody has. Reads only; nothing is written.

            Exit code 1 when something has to be put right, 2 when the manifest has problems.

            Example:
              tieout connector test redmine.yaml --address http://127.0.0.1:3000/
            """
        )
    {
        Arguments.Add(_manifest);
        Options.Add(_address);
        Options.Add(_settings);
        Options.Add(_secrets);
        Options.Add(_config);
        Options.Add(_pages);
        Options.Add(_all);
        _pages.Validators.Add(CheckPages);
        Validators.Add(CheckCount);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var file = parsed.GetRequiredValue(_manifest);
        if (!ManifestReader.TryRead(file.FullName, out var manifest, out var problems))
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                string.Join(Environment.NewLine, problems.Select(x => x.Describe(file.ToString())))
            );
        }

        using var probe = new RestProbe(
            OptionsOf(parsed, manifest),
            SystemClock.Instance,
            TimeProvider.System,
            parsed.GetValue(_all) ? int.MaxValue : parsed.GetValue(_pages) ?? RestProbe.PagesUsual
        );
        var report = await probe.RunAsync(
            new Progress<string>(x => screen.Note($"reading {x}")),
            cancellationToken
        );
        screen.Show(
            new { ok = report.IsGood, report },
            () => ConnectorTestPage.Show(screen, report)
        );
        return report.IsGood ? ExitCode.Ok
            : report.Connection is null ? ExitCode.Findings
            : ExitCode.SystemFailed;
    }

    private static void CheckPages(OptionResult result)
    {
        if (CommonOptions.NumberOf(result) is < 1)
        {
            result.AddError("--pages: 1 or more.");
        }
    }

    private void CheckCount(CommandResult result)
    {
        if (
            result.GetResult(_pages) is { Implicit: false }
            && result.GetResult(_all) is { Implicit: false }
        )
        {
            result.AddError("--pages and --all: say one of them.");
        }
    }

    private RestOptions OptionsOf(ParseResult parsed, RestManifest manifest)
    {
        var settings = Pairs(parsed, _settings);
        CheckNames(_settings, settings.Keys, manifest.Settings.Keys);
        CheckNames(_secrets, Pairs(parsed, _secrets).Keys, manifest.Secrets.Keys);
        var secrets = SecretsOf(parsed, manifest);
        Uri? address = null;
        if (
            parsed.GetValue(_address) is { } where
            && !Uri.TryCreate(where.TrimEnd('/') + "/", UriKind.Absolute, out address)
        )
        {
            throw Refused($"--address: '{where}' is not an address such as https://time.example/.");
        }

        var missing = RestOptions
            .Missing(manifest, address is not null, settings.Keys, [.. secrets.Keys])
            .ToList();
        if (missing.Count > 0)
        {
            throw Refused(
                $"The manifest leaves open: {string.Join(", ", missing)}. Say it with --address, --set or --secret."
            );
        }

        return new RestOptions
        {
            System = "test",
            Manifest = manifest,
            Address = address,
            Settings = settings,
            Secret = name => secrets[name].Resolve(),
            SecretsAre = SecretsAre(parsed, manifest),
            QuotesAnswers = true,
            Keep = new ReplacedSecrets(secrets, SystemClock.Instance, Console.Error).Keep,
        };
    }

    /// <summary>What the manifest does not know would be passed over, and something else be missing.</summary>
    private static void CheckNames(
        Option option,
        IEnumerable<string> given,
        IEnumerable<string> names
    )
    {
        var known = names.ToList();
        if (given.FirstOrDefault(x => !known.Contains(x, StringComparer.Ordinal)) is { } other)
        {
            var has = known.Count == 0 ? "it has none" : $"it has: {string.Join(", ", known)}";
            throw Refused($"{option.Name}: '{other}' is none of the manifest's; {has}.");
        }
    }

    /// <summary>Such as: the secrets: key is env:KEY. No hub.yaml says them here.</summary>
    private string SecretsAre(ParseResult parsed, RestManifest manifest)
    {
        var given = Pairs(parsed, _secrets);
        var places = manifest.Secrets.Select(x =>
            $"{x.Key} is {given.GetValueOrDefault(x.Key) ?? x.Value}"
        );
        return $"the secrets: {string.Join(", ", places)} (--secret name=... says another place)";
    }

    private IDictionary<string, SecretReference> SecretsOf(
        ParseResult parsed,
        RestManifest manifest
    )
    {
        var given = Pairs(parsed, _secrets);
        // Only then is there a need for a hub.
        var isInStore = manifest
            .Secrets.Where(x => !given.ContainsKey(x.Key))
            .Select(x => x.Value)
            .Concat(given.Values)
            .Any(x => x?.StartsWith(SecretReference.StorePrefix, StringComparison.Ordinal) is true);
        var here = Environment.CurrentDirectory;
        var dataFolder = isInStore
            ? CommandFrame.ReadConfiguration(parsed.GetRequiredValue(_config)).DataFolder
            : here;
        var secrets = RestReading.SecretsOf(manifest, dataFolder);
        foreach (var (name, text) in given)
        {
            secrets[name] = SecretReference.TryParse(text, here, dataFolder, out var reference)
                ? reference
                : throw Refused(
                    $"--secret {name}: name its place, env:NAME, file:PATH or store:NAME."
                );
        }

        return secrets;
    }

    private static Dictionary<string, string> Pairs(ParseResult parsed, Option<string[]> option) =>
        (parsed.GetValue(option) ?? []).ToDictionary(
            x => x.Split('=', 2)[0],
            x =>
                x.Split('=', 2) is [_, var value]
                    ? value
                    : throw Refused($"{option.Name}: '{x}' is not name=value."),
            StringComparer.Ordinal
        );

    private static CommandRefusedException Refused(string message) => new(ExitCode.Usage, message);
}

using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Host.Configuration;
using Tieout.Host.Secrets;

namespace Tieout.Cli.Commands;

/// <summary>`tieout secret remove`.</summary>
internal sealed class SecretRemoveCommand : Command
{
    private readonly Argument<string> _name = SecretOptions.Name();

    private readonly Option<FileInfo> _config = CommonOptions.Config();

    public SecretRemoveCommand()
        : base(
            "remove",
            """
            Forgets a secret of the encrypted store. Copies of the store that were made before still
            have it. Exit code 1 when there is none of that name.

            Example:
              tieout secret remove ledger
            """
        )
    {
        Arguments.Add(_name);
        Options.Add(_config);
        this.Does(RunAsync);
    }

    private Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = SecretOptions.NameOf(parsed, _name);
        var configuration = CommandFrame.ReadConfiguration(parsed.GetRequiredValue(_config));
        var store = new SecretStore(configuration.DataFolder, KeyRing.OfThisUser());
        if (!store.Remove(name))
        {
            throw new CommandRefusedException(
                ExitCode.Findings,
                $"{store.File} has no secret '{name}'; 'tieout secret list' shows the names."
            );
        }

        screen.Show(
            new { name = name.Text, store = store.File },
            () => screen.Line($"{name} is removed from {store.File}")
        );
        foreach (var user in UsersOf(configuration, name))
        {
            screen.Note($"{configuration.File} still names it: {user}");
        }

        return Task.FromResult(ExitCode.Ok);
    }

    private static IEnumerable<string> UsersOf(HubConfiguration configuration, SecretName name)
    {
        var reference = new SecretReference.InStore(name, configuration.DataFolder);
        return configuration
            .Systems.Where(x => x.AllSecrets.Contains(reference))
            .Select(x => $"system {x.Name}")
            .Concat(
                configuration.Store is StoreSettings.PostgresDatabase postgres
                && postgres.Connection == reference
                    ? ["the store's connection"]
                    : []
            );
    }
}

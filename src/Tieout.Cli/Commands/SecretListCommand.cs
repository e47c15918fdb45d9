using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Host.Secrets;

namespace Tieout.Cli.Commands;

/// <summary>`tieout secret list`.</summary>
internal sealed class SecretListCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    public SecretListCommand()
        : base(
            "list",
            """
            Lists the names in the encrypted store and when each was set; never a value. 'tieout
            check' says whether those that hub.yaml names can be opened.

            Example:
              tieout secret list
            """
        )
    {
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
        var configuration = CommandFrame.ReadConfiguration(parsed.GetRequiredValue(_config));
        var store = new SecretStore(configuration.DataFolder, KeyRing.OfThisUser());
        var secrets = store.List();
        screen.Show(
            new { store = store.File, secrets },
            () =>
            {
                if (secrets.Count == 0)
                {
                    screen.Line($"There is no secret in {store.File}");
                    return;
                }

                screen.Table(
                    ["name", "set"],
                    secrets.Select(x => (IReadOnlyList<string>)[x.Name, Figures.Moment(x.Set)])
                );
            }
        );
        return Task.FromResult(ExitCode.Ok);
    }
}

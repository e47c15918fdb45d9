using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Host.Secrets;

namespace Tieout.Cli.Commands;

/// <summary>`tieout secret set`.</summary>
internal sealed class SecretSetCommand : Command
{
    /// <summary>Arguments are seen by every process of the machine, and kept by shells.</summary>
    public const string NeverAnArgument =
        "'tieout secret set' takes one name and --config, and there was more. The secret is never an "
        + "argument: it is asked for, or read from standard input.";

    private readonly Argument<string> _name = SecretOptions.Name();

    private readonly Option<FileInfo> _config = CommonOptions.Config();

    public SecretSetCommand()
        : base(
            "set",
            """
            Keeps a secret under a name, in place of what was there. The value is asked for without
            being shown, or read from standard input when that is a file or a pipe; a line end at
            its end does not count. It is never an argument.

            Example:
              tieout secret set ledger
              tieout secret set signing-key < private.pem
            """
        )
    {
        Arguments.Add(_name);
        Options.Add(_config);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var name = SecretOptions.NameOf(parsed, _name);
        var configuration = CommandFrame.ReadConfiguration(parsed.GetRequiredValue(_config));
        var keys = KeyRing.OfThisUser();
        var store = new SecretStore(configuration.DataFolder, keys);
        var value = await SecretInput.ReadAsync(screen, name, cancellationToken);
        var replaced = store.Set(name, value, SystemClock.Instance.GetCurrentInstant());
        screen.Show(
            new
            {
                name = name.Text,
                replaced,
                store = store.File,
                keys = keys.Folder,
            },
            () =>
            {
                screen.Line($"{name} is {(replaced ? "replaced" : "kept")} in {store.File}");
                screen.Line($"Its key is in {keys.Folder}");
                screen.Line($"hub.yaml names it store:{name}");
            }
        );
        return ExitCode.Ok;
    }
}

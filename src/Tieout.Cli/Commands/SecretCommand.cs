using System.CommandLine;

namespace Tieout.Cli.Commands;

/// <summary>`tieout secret`: the encrypted store of credentials.</summary>
internal sealed class SecretCommand : Command
{
    public SecretCommand()
        : base(
            "secret",
            """
            Keeps credentials in an encrypted store beside the hub's data; hub.yaml names them as
            store:NAME. The keys are elsewhere: in the folder that TIEOUT_KEYS names, else in the
            home of the user. See docs/reference/configuration.md.

            Example:
              tieout secret set ledger
              tieout secret list
            """
        )
    {
        Subcommands.Add(new SecretSetCommand());
        Subcommands.Add(new SecretListCommand());
        Subcommands.Add(new SecretRemoveCommand());
    }
}

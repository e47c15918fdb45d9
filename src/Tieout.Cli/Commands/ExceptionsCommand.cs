using System.CommandLine;

namespace Tieout.Cli.Commands;

/// <summary>`tieout exceptions`: what waits for somebody.</summary>
internal sealed class ExceptionsCommand : Command
{
    public ExceptionsCommand()
        : base(
            "exceptions",
            """
            Shows what waits for somebody: each with a reason, an owner, a clock and an amount.
            Looking works while the hub runs.

            Example:
              tieout exceptions list --owner finance
              tieout exceptions show document/TO-K-1-001
            """
        )
    {
        Subcommands.Add(new ExceptionsListCommand());
        Subcommands.Add(new ExceptionsShowCommand());
        Subcommands.Add(new ExceptionsDismissCommand());
    }
}

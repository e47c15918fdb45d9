using System.CommandLine;

namespace Tieout.Cli.Commands;

/// <summary>`tieout amendment`: contract changes that reach back over what was billed.</summary>
internal sealed class AmendmentCommand : Command
{
    public AmendmentCommand()
        : base(
            "amendment",
            """
            A signed amendment that would change billed work has no effect at first: work in its
            interval waits with AMENDMENT_PENDING. One person proposes a plan of what to do about
            the billed part, another approves it, and then everything happens as one unit.

            Example:
              tieout amendment list
              tieout amendment plan K-1
              tieout amendment plan K-1 --by paul
              tieout amendment approve K-1 --plan 1-0f3a9c1b04d7 --by anna
            """
        )
    {
        Subcommands.Add(new AmendmentListCommand());
        Subcommands.Add(new AmendmentPlanCommand());
        Subcommands.Add(new AmendmentApproveCommand());
    }
}

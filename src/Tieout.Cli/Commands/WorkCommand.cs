using System.CommandLine;

namespace Tieout.Cli.Commands;

/// <summary>`tieout work`: what people decide about work that is on no document.</summary>
internal sealed class WorkCommand : Command
{
    public WorkCommand()
        : base(
            "work",
            """
            Approved work that is not to be billed is written off, in whole or by the hour, with a
            reason and a name. It keeps its standard value and is neither earned nor billed.

            Example:
              tieout ready --engagement K-1
              tieout work write-off K-1 time/chronos/17 --hours 1.5 --because "rework" --by paul
              tieout work list
            """
        )
    {
        Subcommands.Add(new WorkListCommand());
        Subcommands.Add(new WorkWriteOffCommand());
        Subcommands.Add(new WorkReinstateCommand());
    }
}

using System.CommandLine;

namespace Tieout.Cli.Commands;

/// <summary>`tieout connector`: systems that are connected by a manifest.</summary>
internal sealed class ConnectorCommand : Command
{
    public ConnectorCommand()
        : base(
            "connector",
            """
            A system with a JSON API is connected by a manifest, without code. See
            docs/reference/rest-manifest.md.

            Example:
              tieout connector test redmine.yaml
            """
        )
    {
        Subcommands.Add(new ConnectorTestCommand());
        Subcommands.Add(new ConnectorMappingCommand());
    }
}

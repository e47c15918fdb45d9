using System.CommandLine;
using Tieout.Sandbox;

namespace Tieout.Cli.Commands;

/// <summary>`tieout sandbox`: simulated systems to rehearse with.</summary>
internal sealed class SandboxCommand : Command
{
    public SandboxCommand()
        : base(
            "sandbox",
            """
            Serves a simulated system to rehearse with: real HTTP, real books, and faults on demand.

            Example:
              tieout sandbox ledgerworks --port 8085 --db ledger.db
            """
        )
    {
        foreach (var system in SimulatedSystems.All)
        {
            Subcommands.Add(new SandboxSystemCommand(system));
        }
    }
}

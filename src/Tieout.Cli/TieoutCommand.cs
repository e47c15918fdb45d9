using System.CommandLine;
using Tieout.Cli.Commands;

namespace Tieout.Cli;

/// <summary>The whole command line.</summary>
internal static class TieoutCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand(
            """
            Tieout keeps the systems of a professional-services firm in agreement, from quote to
            cash, and proves it: every approved hour is tied out to an invoice line and a ledger
            posting, or it has a named reason why not.

            To begin:
              tieout check hub.yaml               is the configuration right?
              tieout run --config hub.yaml --once read, bill, deliver until nothing is left to do
              tieout tie-out                      does everything agree?
              tieout exceptions list              what does not, why, and whose turn it is

            Exit codes: 0 ok, 1 findings, 2 wrong usage or configuration, 3 a system failed,
            4 store in use, 70 a defect, 130 interrupted. See docs/reference/cli.md.
            """
        )
        {
            CommonOptions.Format,
            CommonOptions.NonInteractive,
            CommonOptions.Verbose,
        };
        root.Subcommands.Add(new DemoCommand());
        root.Subcommands.Add(new RunCommand());
        root.Subcommands.Add(new CheckCommand());
        root.Subcommands.Add(new ReadyCommand());
        root.Subcommands.Add(new TieOutCommand());
        root.Subcommands.Add(new ExceptionsCommand());
        root.Subcommands.Add(new WorkCommand());
        root.Subcommands.Add(new InvoiceCommand());
        root.Subcommands.Add(new AmendmentCommand());
        root.Subcommands.Add(new RepriceCommand());
        root.Subcommands.Add(new RevenueCommand());
        root.Subcommands.Add(new IntercompanyCommand());
        root.Subcommands.Add(new ExplainCommand());
        root.Subcommands.Add(new ExportCommand());
        root.Subcommands.Add(new RebuildCommand());
        root.Subcommands.Add(new EvaluateCommand());
        root.Subcommands.Add(new SecretCommand());
        root.Subcommands.Add(new ConnectorCommand());
        root.Subcommands.Add(new SandboxCommand());
        return root;
    }
}

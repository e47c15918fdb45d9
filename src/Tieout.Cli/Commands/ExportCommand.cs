using System.CommandLine;

namespace Tieout.Cli.Commands;

/// <summary>`tieout export`: the hub's records for other programs.</summary>
internal sealed class ExportCommand : Command
{
    public ExportCommand()
        : base(
            "export",
            """
            Writes the hub's records in formats that other programs read.

            Example:
              tieout export journal --out firm.journal
              tieout export revenue --month 2026-10 --out 2026-10.journal
              tieout export intercompany --month 2026-10 --out 2026-10-ic.journal
            """
        )
    {
        Subcommands.Add(new ExportJournalCommand());
        Subcommands.Add(new ExportRevenueCommand());
        Subcommands.Add(new ExportIntercompanyCommand());
    }
}

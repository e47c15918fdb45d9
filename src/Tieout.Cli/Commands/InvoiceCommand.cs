using System.CommandLine;

namespace Tieout.Cli.Commands;

/// <summary>`tieout invoice`: what people decide about documents.</summary>
internal sealed class InvoiceCommand : Command
{
    public InvoiceCommand()
        : base(
            "invoice",
            """
            With 'approve: manual' a billing run makes drafts, and a person makes them final. Until
            then each is an exception, DRAFT_NOT_APPROVED.

            Example:
              tieout exceptions list --reason DRAFT_NOT_APPROVED
              tieout explain TO-K-1-001
              tieout invoice approve TO-K-1-001 --by anna
            """
        )
    {
        Subcommands.Add(new InvoiceApproveCommand());
        Subcommands.Add(new InvoiceConsolidateCommand());
    }
}

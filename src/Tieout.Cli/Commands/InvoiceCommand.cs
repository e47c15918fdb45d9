using System.CommandLine;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

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
              tieout invoice credit TO-K-1-001 --then rebill --because "wrong order" --by paul
            """
        )
    {
        Subcommands.Add(new InvoiceApproveCommand());
        Subcommands.Add(new InvoiceCancelCommand());
        Subcommands.Add(new InvoiceCreditCommand());
        Subcommands.Add(new InvoiceDisputeCommand());
        Subcommands.Add(new InvoiceResolveCommand());
        Subcommands.Add(new InvoiceReleaseCommand());
        Subcommands.Add(new InvoiceConsolidateCommand());
    }

    /// <summary>A document as it was typed, and the contract that it is of.</summary>
    /// <exception cref="CommandRefusedException">No document can be called that.</exception>
    internal static (EngagementId Engagement, InvoiceReference Reference) PlaceOf(string text) =>
        Identifier.IsValid(text)
        && InvoiceReferences.EngagementOf(InvoiceReference.Parse(text)) is { } engagement
            ? (engagement, InvoiceReference.Parse(text))
            : throw new CommandRefusedException(
                ExitCode.Usage,
                $"'{text}' is no reference of a document; they look like TO-K-1-001."
            );
}

using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.Ledger;

namespace Tieout.Cli.Commands;

/// <summary>`tieout invoice release`.</summary>
internal sealed class InvoiceReleaseCommand()
    : InvoiceOwedCommand(
        "release",
        """
        What a customer has kept back of an invoice is to be paid now: it moves from the retention
        to the receivable, today, in the hub's own journal. The ledger system is not told: enter
        it there. 'tieout tie-out' names the difference until that system shows it. No hub may
        be running.

        Example:
          tieout invoice release TO-K-1-001 --because "handed over" --by paul
        """,
        "In the invoice's currency; all that is kept back when left out.",
        isRequired: false
    )
{
    protected override EngagementCommand Order(
        InvoiceReference reference,
        decimal? amount,
        LocalDate today,
        Judgement why
    ) => new ReleaseRetention(reference, today, why, amount);

    protected override string Done(InvoiceReference reference) =>
        $"What was kept back of {reference} is payable. Enter it in the ledger system as well.";
}

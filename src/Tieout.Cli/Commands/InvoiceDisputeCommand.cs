using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.Ledger;

namespace Tieout.Cli.Commands;

/// <summary>`tieout invoice dispute`.</summary>
internal sealed class InvoiceDisputeCommand()
    : InvoiceOwedCommand(
        "dispute",
        """
        The customer contests an invoice that is not paid, or a part of it. It is an exception,
        INVOICE_DISPUTED, until it is resolved, paid or credited; its work is not credited and
        billed anew by itself meanwhile. No hub may be running.

        Example:
          tieout invoice dispute TO-K-1-001 --amount 450 --because "hours" --by paul
        """,
        "In the invoice's currency, added to what is contested already.",
        isRequired: true
    )
{
    protected override EngagementCommand Order(
        InvoiceReference reference,
        decimal? amount,
        LocalDate today,
        Judgement why
    ) => new DisputeInvoice(reference, amount!.Value, why);

    protected override string Done(InvoiceReference reference) =>
        $"{reference} is disputed. 'tieout exceptions list --reason INVOICE_DISPUTED' names it.";
}

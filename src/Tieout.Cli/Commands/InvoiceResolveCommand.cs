using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.Ledger;

namespace Tieout.Cli.Commands;

/// <summary>`tieout invoice resolve`.</summary>
internal sealed class InvoiceResolveCommand()
    : InvoiceOwedCommand(
        "resolve",
        """
        A dispute is over, or a part of it. What was right is credited separately: 'tieout invoice
        credit'. The rest is to be paid by its due date. No hub may be running.

        Example:
          tieout invoice resolve TO-K-1-001 --because "hours confirmed" --by paul
        """,
        "In the invoice's currency; all that is contested when left out.",
        isRequired: false
    )
{
    protected override EngagementCommand Order(
        InvoiceReference reference,
        decimal? amount,
        LocalDate today,
        Judgement why
    ) => new ResolveDispute(reference, why, amount);

    protected override string Done(InvoiceReference reference) =>
        $"The dispute about {reference} is over.";
}

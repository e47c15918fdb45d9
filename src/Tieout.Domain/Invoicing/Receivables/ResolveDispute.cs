using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Receivables;

/// <summary>A dispute is over: what was contested is to be paid, or is credited separately.</summary>
/// <param name="Amount">All that is contested when none.</param>
/// <remarks>The invoice keeps its due date. Source: domain rules §16.4.</remarks>
public sealed record ResolveDispute(
    InvoiceReference Reference,
    Judgement Why,
    decimal? Amount = null
) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (state.Find(Reference) is not { } document)
        {
            return InvoicingRejections.UnknownReference(Reference);
        }

        var room = document.Disputed;
        var amount = Amount is { } some ? new Money(some, document.Invoice.Currency) : room;
        return amount.Amount <= 0m || amount > room || amount != amount.Round()
            ? ReceivableRejections.NotThatMuch(document, amount, room, "resolved")
            : Decision<EngagementEvent>.Accept(
                new EngagementEvent.DisputeResolved(Reference, amount, Why)
            );
    }
}

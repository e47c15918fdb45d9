using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Receivables;

/// <summary>What a customer has kept back of an invoice is to be paid now.</summary>
/// <param name="Amount">All that is still kept back when none.</param>
/// <param name="Date">In the ledger.</param>
/// <remarks>Source: domain rules §8.18: released on completion, on a date or by share delivered.</remarks>
public sealed record ReleaseRetention(
    InvoiceReference Reference,
    LocalDate Date,
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

        if (document.Status is not (InvoiceStatus.Posted or InvoiceStatus.Paid))
        {
            return InvoicingRejections.NotInStatus(document, "posted");
        }

        var room = document.RetentionHeld(state);
        var amount = Amount is { } some ? new Money(some, document.Invoice.Currency) : room;
        if (amount.Amount <= 0m || amount > room || amount != amount.Round())
        {
            return ReceivableRejections.NotThatMuch(document, amount, room, "released");
        }

        Invariant.Require(!document.IsClosed, $"{Reference} is open to be released");
        return Decision<EngagementEvent>.Accept(
            new EngagementEvent.RetentionReleased(Reference, amount, Date, Why)
        );
    }
}

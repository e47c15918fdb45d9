using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>The ledger system cancelled a document; its work is free to be billed again.</summary>
/// <remarks>
/// A credit memo that was cancelled there stays credited here, because the corrected work may be
/// billed anew already: somebody has to post it again. It falls together with its invoice: at once
/// while no ledger has it, else when it is cancelled there too.
/// </remarks>
public sealed record RecordVoid(DocumentVoided Voided) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        switch (state.Find(Voided.Invoice))
        {
            case null:
                return InvoicingRejections.UnknownReference(Voided.Invoice);
            case { Status: InvoiceStatus.Voided }:
                return Decision<EngagementEvent>.Accept();
            case { Status: InvoiceStatus.Draft or InvoiceStatus.Cancelled } never:
                return InvoicingRejections.NotInStatus(never, "posted");
            case { Invoice: { IsCredit: true, RefersTo: { } original } } credit
                when state.Find(original) is { Status: InvoiceStatus.Voided }:
                return Decision<EngagementEvent>.Accept(Fallen(credit));
            case { Invoice.IsCredit: true } credit:
                return InvoicingRejections.CreditVoided(credit);
            case { Invoice.IsRepricing: true } repricing:
                return InvoicingRejections.RepricingVoided(repricing);
            case { } document:
                var voided = new EngagementEvent.InvoiceVoided(
                    Voided.Invoice,
                    Voided.Date,
                    Voided.Reason
                );
                return Decision<EngagementEvent>.Accept([
                    .. OpenCredits(state),
                    voided,
                    .. VoidedPrices.TakenBack(state, document.Invoice, Voided.Date, reference),
                    .. HeldWork.Released(state.Evolve(voided).State, document.Invoice, reference),
                ]);
        }
    }

    /// <summary>There is nothing left to credit on a document that is void.</summary>
    private IEnumerable<EngagementEvent> OpenCredits(EngagementState state) =>
        state
            .Invoices.Values.Where(x => x.Invoice.RefersTo == Voided.Invoice)
            .Select(
                EngagementEvent? (x) =>
                    x.Status switch
                    {
                        InvoiceStatus.Draft => new EngagementEvent.InvoiceDraftCancelled(
                            x.Invoice.Reference,
                            $"{Voided.Invoice} was voided"
                        ),
                        InvoiceStatus.Approved => Fallen(x),
                        _ => null,
                    }
            )
            .OfType<EngagementEvent>();

    private EngagementEvent.InvoiceVoided Fallen(InvoiceState credit) =>
        new(
            credit.Invoice.Reference,
            Voided.Date,
            credit.Invoice.Reference == Voided.Invoice
                ? Voided.Reason
                : $"{Voided.Invoice} was voided"
        );
}

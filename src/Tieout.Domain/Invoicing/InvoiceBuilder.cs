using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Puts ready slices that belong together on one invoice.</summary>
internal static class InvoiceBuilder
{
    public static Decision<EngagementEvent> Build(
        EngagementState state,
        ReferenceBook reference,
        DraftInvoice run,
        DocumentKey key,
        IReadOnlyList<ReadySlice> ready
    )
    {
        var terms = ready[^1].Terms;
        foreach (var code in ready.Select(InvoiceLines.TaxCodeOf).Distinct())
        {
            if (reference.TaxAt(code, run.InvoiceDate) is null)
            {
                return InvoicingRejections.TaxRuleMissing(code, run.InvoiceDate);
            }
        }

        var lines = InvoiceLines.Of(ready, reference, run.InvoiceDate);
        var invoice = new Invoice(
            InvoiceReferences.Of(state.Id, state.Invoices.Count + 1),
            InvoiceType.Invoice,
            state.Id,
            key.LegalEntity,
            key.Payer,
            terms.Currency,
            run.InvoiceDate,
            run.InvoiceDate.PlusDays(terms.PaymentDays),
            run.Through,
            lines,
            InvoiceTaxes.Of(lines, terms.Currency),
            reference.Version,
            state.Contract!.SignedAmendments,
            key.PurchaseOrder
        );
        return Decision<EngagementEvent>.Accept(new EngagementEvent.InvoiceDrafted(invoice));
    }
}

using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Gives back an invoice, or some of the work on it, by a credit memo.</summary>
/// <param name="Date">On the credit memo.</param>
/// <param name="Entries">The work to give back; all that still stands on it when none.</param>
/// <param name="Disposition">What becomes of the work.</param>
/// <param name="Why">Kept in the history where somebody says so.</param>
/// <remarks>
/// Without entries, and to be billed again, everything that the invoice used up is free again:
/// the same run makes the same invoice. Source: domain rules §8.20.
/// </remarks>
public sealed record CreditInvoice(
    InvoiceReference Reference,
    LocalDate Date,
    IReadOnlyList<WorkId>? Entries = null,
    CreditDisposition Disposition = CreditDisposition.Rebill,
    Judgement? Why = null
) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        switch (state.Find(Reference))
        {
            case null:
                return InvoicingRejections.UnknownReference(Reference);
            case { Invoice: { IsCredit: true } or { IsRepricing: true } } document:
                return InvoicingRejections.NotCreditable(document);
            case {
                Status: InvoiceStatus.Approved or InvoiceStatus.Posted or InvoiceStatus.Paid
            } document:
                Invariant.Require(!document.IsClosed, $"{Reference} is open to be credited");
                return Credit(state, document.Invoice);
            case { } other:
                return InvoicingRejections.NotInStatus(other, "approved");
        }
    }

    private Decision<EngagementEvent> Credit(EngagementState state, Invoice original)
    {
        var earlier = CreditMemo.EarlierOn(state, original.Reference);
        if (earlier.Any(x => x.Status == InvoiceStatus.Draft))
        {
            return InvoicingRejections.CreditInDraft(original.Reference);
        }

        var wanted = Entries?.ToHashSet();
        var lines = CreditMemo.Reversed(
            state,
            original,
            share =>
                CreditMemo.StandsOn(state, original, share) && wanted?.Contains(share.Work) != false
        );
        if (lines.Count == 0)
        {
            return InvoicingRejections.NothingToCredit(original.Reference);
        }

        var number = InvoiceReferences.Of(state.Id, state.Invoices.Count + 1);
        var credit = new CreditedTotals(original, earlier, lines);
        var drafted = new EngagementEvent.InvoiceDrafted(
            Entries is null
                ? credit.Whole(number, Date, Disposition, CreditMemo.IsRepriced(state, original))
                : credit.Memo(number, Date, Disposition)
        );
        return Why is null
            ? Decision<EngagementEvent>.Accept(drafted)
            : Decision<EngagementEvent>.Accept(drafted, Adjusted(drafted.Invoice, Why));
    }

    private EngagementEvent.WorkAdjusted Adjusted(Invoice memo, Judgement why)
    {
        var shares = memo.Lines.SelectMany(line => line.Shares).ToList();
        return new EngagementEvent.WorkAdjusted(
            new Adjustment(
                AdjustmentKind.Credit,
                Entries ?? [],
                Reference,
                -Effort.Sum(shares.Select(share => share.Effort)),
                memo.Net,
                why
            )
        );
    }
}

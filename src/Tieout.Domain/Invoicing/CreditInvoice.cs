using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
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
/// <param name="Why">
/// Kept in the history where somebody orders it by hand. Then all of the work has to stand on the
/// invoice, the date is not before the invoice's, and what is given up needs an approver above the limit.
/// </param>
/// <param name="Limit">As for a write-off: standard value, in the contract's currency.</param>
/// <param name="Allowance">
/// Lowers the price of the work instead of giving it back; then, and only then, the disposition is an allowance.
/// </param>
/// <remarks>
/// Without entries, and to be billed again, everything that the invoice used up is free again:
/// the same run makes the same invoice. Source: domain rules §8.20.
/// </remarks>
public sealed record CreditInvoice(
    InvoiceReference Reference,
    LocalDate Date,
    IReadOnlyList<WorkId>? Entries = null,
    CreditDisposition Disposition = CreditDisposition.Rebill,
    Judgement? Why = null,
    decimal? Limit = null,
    CreditAllowance? Allowance = null
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
                return Credit(state, reference, document.Invoice);
            case { } other:
                return InvoicingRejections.NotInStatus(other, "approved");
        }
    }

    private Decision<EngagementEvent> Credit(
        EngagementState state,
        ReferenceBook reference,
        Invoice original
    )
    {
        var earlier = CreditMemo.EarlierOn(state, original.Reference);
        if (earlier.Any(x => x.Status == InvoiceStatus.Draft))
        {
            return InvoicingRejections.CreditInDraft(original.Reference);
        }

        var wanted = Entries?.ToHashSet();
        var whole = CreditMemo.Reversed(
            state,
            original,
            share =>
                CreditMemo.StandsOn(state, original, share) && wanted?.Contains(share.Work) != false
        );
        if (whole.Count == 0)
        {
            return InvoicingRejections.NothingToCredit(original.Reference);
        }

        if (Lines(original, whole) is not { } lines)
        {
            return InvoicingRejections.NoAllowance(
                Reference,
                AllowanceLines.Standing(original.Currency, whole)
            );
        }

        var number = InvoiceReferences.Of(state.Id, state.Invoices.Count + 1);
        var credit = new CreditedTotals(
            original,
            earlier,
            lines,
            reference.TaxArithmeticOf(original.LegalEntity),
            state.Find(original.Reference)!.Released
        );
        var drafted = new EngagementEvent.InvoiceDrafted(
            Entries is null && Allowance is null
                ? credit.Whole(number, Date, Disposition)
                : credit.Memo(number, Date, Disposition)
        );
        if (Why is null)
        {
            return Decision<EngagementEvent>.Accept(drafted);
        }

        var adjusted = Adjusted(drafted.Invoice, Why);
        return Refused(state, original, whole, adjusted) is { } refused
            ? refused
            : Decision<EngagementEvent>.Accept(drafted, new EngagementEvent.WorkAdjusted(adjusted));
    }

    /// <summary>Of the credit memo: all of the work, or what its customer is let off; none where that is no part.</summary>
    private List<InvoiceLine>? Lines(Invoice original, List<InvoiceLine> whole)
    {
        Invariant.Require(
            Allowance is null == Disposition is not CreditDisposition.Allowance,
            "an allowance says how much"
        );
        if (Allowance is null)
        {
            return whole;
        }

        var standing = AllowanceLines.Standing(original.Currency, whole);
        return Allowance.Of(standing) is { Amount: > 0m } amount && amount <= standing
            ? AllowanceLines.Of(whole, amount)
            : null;
    }

    private Rejection? Refused(
        EngagementState state,
        Invoice original,
        List<InvoiceLine> whole,
        Adjustment adjusted
    )
    {
        if (Date < original.InvoiceDate)
        {
            return InvoicingRejections.CreditedBefore(original, Date);
        }

        var shares = whole.SelectMany(line => line.Shares).ToList();
        if (Entries?.Except(shares.Select(share => share.Work)).ToList() is [var missing, ..])
        {
            return InvoicingRejections.NotOn(Reference, missing);
        }

        // A limit is one of the work, however often something of its price is let off.
        var before = shares.Select(share => CreditMemo.SliceOf(state, share)?.Allowance);
        var value = Money.SumOrNone([adjusted.Value, .. before.Where(x => x is not null)]);
        return Disposition is not CreditDisposition.Rebill && Why!.IsShortOf(Limit, value)
            ? AdjustmentRejections.NeedsApprover(value, Limit!.Value)
            : null;
    }

    private Adjustment Adjusted(Invoice memo, Judgement why)
    {
        var shares = memo.Lines.SelectMany(line => line.Shares).ToList();
        return new Adjustment(
            AdjustmentKind.Credit,
            Entries is null ? [] : [.. shares.Select(share => share.Work).Distinct()],
            memo.Reference,
            -Effort.Sum(shares.Select(share => share.Effort)),
            -Money.Sum(memo.Currency, shares.Select(share => share.Amount)),
            why
        );
    }
}

using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Credits work whose newer version waits behind a posted invoice.</summary>
/// <remarks>
/// The whole of the corrected work is credited at the rate and tax of the original, and billed anew
/// at its newer version. Source: domain rules §6.5 and §8.20.
/// </remarks>
internal static class CreditMemo
{
    /// <summary>One draft for each posted invoice that held work stands on.</summary>
    public static IEnumerable<EngagementEvent> ForHeldWork(
        EngagementState state,
        ReferenceBook book,
        LocalDate date
    )
    {
        var number = state.Invoices.Count;
        foreach (var document in state.Invoices.Values)
        {
            if (document.Status is not (InvoiceStatus.Posted or InvoiceStatus.Paid))
            {
                continue;
            }

            var reference = document.Invoice.Reference;
            // What is disputed is not billed anew before its customer has agreed.
            if (
                !document.Invoice.IsCredit
                && document.Disputed.IsZero
                && !HasDraft(state, reference)
            )
            {
                var months = RetainerMonths.Of(state, document.Invoice, HeldOn(state, document));
                var lines = months.Marked(
                    Reversed(
                        state,
                        document.Invoice,
                        share => HeldOn(state, document)(share) || months.GiveBack(share)
                    )
                );
                // What costs nothing is corrected together with something that does, or with its month.
                if (lines.Exists(line => !line.Amount.IsZero || line.Retainer is not null))
                {
                    number++;
                    var credit = new CreditedTotals(
                        document.Invoice,
                        EarlierOn(state, reference),
                        lines,
                        book.TaxArithmeticOf(document.Invoice.LegalEntity),
                        document.Released
                    );
                    yield return new EngagementEvent.InvoiceDrafted(
                        credit.Memo(InvoiceReferences.Of(state.Id, number), date)
                    );
                }
            }
        }
    }

    private static bool HasDraft(EngagementState state, InvoiceReference original) =>
        state.Invoices.Values.Any(x =>
            x.Invoice.RefersTo == original && x.Status == InvoiceStatus.Draft
        );

    /// <summary>Credits of a document that count, drafts included.</summary>
    public static IReadOnlyList<InvoiceState> EarlierOn(
        EngagementState state,
        InvoiceReference original
    ) =>
        [
            .. state.Invoices.Values.Where(x =>
                x.Invoice.RefersTo == original
                && x.Status is not (InvoiceStatus.Cancelled or InvoiceStatus.Voided)
            ),
        ];

    /// <summary>The lines of a document with some of their shares, below zero.</summary>
    /// <param name="state">Knows which contract line has a share by now.</param>
    /// <param name="original">The document.</param>
    /// <param name="isCredited">Which shares.</param>
    public static List<InvoiceLine> Reversed(
        EngagementState state,
        Invoice original,
        Func<WorkShare, bool> isCredited
    )
    {
        var lines = new List<InvoiceLine>();
        foreach (var line in original.Lines)
        {
            var parts = line
                .Shares.Where(isCredited)
                .Select(share => (Billed: share, Credited: AtPresent(state, share)))
                .Concat(ChargesOnTop.Falling(state, original, line, isCredited))
                .GroupBy(x => LineAtPresent(state, x.Billed) ?? line.Line);
            foreach (var part in parts)
            {
                var credited = part.Select(x => x.Billed).ToList();
                var shares = part.Select(x => x.Credited).ToList();
                var amount = Money.Sum(original.Currency, shares.Select(share => share.Amount));
                var (quantity, price) = Counted(line, credited, shares, amount);
                lines.Add(
                    line with
                    {
                        Number = lines.Count + 1,
                        Line = part.Key,
                        Quantity = -quantity,
                        Price = price,
                        Amount = -amount,
                        Shares = [.. shares.Select(Reversed)],
                        Retainer = null,
                        Allowance = -WorkShare.AllowanceOf(shares),
                    }
                );
            }
        }

        return lines;
    }

    /// <summary>The contract line that a share counts on, which an amendment may have changed.</summary>
    public static ContractLineId? LineAtPresent(EngagementState state, WorkShare share) =>
        SliceOf(state, share)?.Line;

    /// <summary>None where its work was let go of.</summary>
    public static Slice? SliceOf(EngagementState state, WorkShare share) =>
        state
            .Work.GetValueOrDefault(share.Work)
            ?.Slices.FirstOrDefault(slice => slice.Number == share.Slice);

    private static (decimal Quantity, decimal? Price) Counted(
        InvoiceLine line,
        List<WorkShare> billed,
        List<WorkShare> credited,
        Money amount
    )
    {
        if (!billed.SequenceEqual(credited))
        {
            return (amount.Amount < 0m ? -1m : 1m, Math.Abs(amount.Amount));
        }

        return credited.Count == line.Shares.Count
            ? (line.Quantity, line.Price)
            : (Effort.Sum(credited.Select(share => share.Charged)).Hours, line.Price);
    }

    /// <summary>A slice that was repriced is credited at what it is and costs by now.</summary>
    public static WorkShare AtPresent(EngagementState state, WorkShare share) =>
        SliceOf(state, share) is { Amount: { } amount } slice
            ? share with
            {
                Amount = amount,
                Effort = slice.Effort,
                Billable = slice.Billable,
                Allowance = slice.Allowance,
            }
            : share;

    private static WorkShare Reversed(WorkShare share) =>
        share with
        {
            Amount = -share.Amount,
            Effort = -share.Effort,
            Billable = -share.Billable,
            Allowance = -share.Allowance,
        };

    private static Func<WorkShare, bool> HeldOn(EngagementState state, InvoiceState document) =>
        share =>
            // What another has billed as well stands until somebody has found out which of both is right.
            state.Work.GetValueOrDefault(share.Work)
                is { Held.BilledOn: null }
            && StandsOn(state, document.Invoice, share);

    /// <summary>It was not credited yet; earlier credits may be closed and without their shares.</summary>
    public static bool StandsOn(EngagementState state, Invoice original, WorkShare share) =>
        state.Work.GetValueOrDefault(share.Work) is { } item
        && item.Slices.Any(slice =>
            slice.Number == share.Slice
            && slice.Invoice == original.Reference
            && slice.Stage == Stage.Invoiced
        );
}

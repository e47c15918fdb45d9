using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Differences of price that were billed on a document which is void now.</summary>
internal static class VoidedPrices
{
    /// <summary>Takes back what later documents billed or credited for the work on it.</summary>
    /// <param name="state">Before the void.</param>
    public static IEnumerable<EngagementEvent> TakenBack(
        EngagementState state,
        Invoice original,
        LocalDate date,
        ReferenceBook reference
    )
    {
        var credits = CreditMemo
            .EarlierOn(state, original.Reference)
            .Where(x => x.Status != InvoiceStatus.Draft)
            .SelectMany(x => x.Invoice.Lines)
            .SelectMany(line => line.Shares)
            .ToLookup(share => (share.Work, share.Slice));
        List<InvoiceLine> lines =
        [
            .. original
                .Lines.Select(line => Reversed(state, original, line, credits, TakenOff(state)))
                .Where(line => line.Shares.Count > 0)
                .Select((line, i) => line with { Number = i + 1 }),
        ];
        if (lines.Count == 0)
        {
            yield break;
        }

        var drafted = original with
        {
            Reference = InvoiceReferences.Of(state.Id, state.Invoices.Count + 1),
            InvoiceDate = date,
            DueDate = date,
            Lines = lines,
            Taxes = InvoiceTaxes.Of(lines, original.Currency),
            From = null,
            Discount = null,
            Retention = null,
            PrepaidApplied = null,
            IsRepricing = true,
        };
        drafted = drafted with
        {
            Type = drafted.Gross.Amount < 0m ? InvoiceType.CreditNote : InvoiceType.Invoice,
        };
        var draft = new EngagementEvent.InvoiceDrafted(drafted);
        var approved = new EngagementEvent.InvoiceApproved(drafted.Reference, "policy:voided");
        yield return draft;
        yield return approved;
        var after = state.EvolveAll([draft, approved]);
        foreach (var routed in DocumentRouting.Of(after, after.Find(drafted.Reference)!, reference))
        {
            yield return routed;
        }
    }

    /// <summary>Slices that a difference took off their document, in part or whole.</summary>
    private static HashSet<(WorkId, int)> TakenOff(EngagementState state) =>
        state
            .Invoices.Values.Where(x =>
                x.Invoice.IsRepricing
                && x.Status is not (InvoiceStatus.Draft or InvoiceStatus.Cancelled)
            )
            .SelectMany(x => x.Invoice.Lines)
            .SelectMany(line => line.Shares)
            .Where(share => share.Effort < Effort.Zero || share.Amount.Amount < 0m)
            .Select(share => (share.Work, share.Slice))
            .ToHashSet();

    private static InvoiceLine Reversed(
        EngagementState state,
        Invoice original,
        InvoiceLine line,
        ILookup<(WorkId, int), WorkShare> credits,
        HashSet<(WorkId, int)> taken
    )
    {
        var shares = line
            .Shares.Select(share =>
                (
                    Billed: share,
                    Now: CreditMemo.StandsOn(state, original, share)
                        ? CreditMemo.AtPresent(state, share)
                        : Credited(share, credits, taken.Contains((share.Work, share.Slice)))
                )
            )
            .Where(x => x.Now != x.Billed)
            .Select(x =>
                x.Billed with
                {
                    Effort = x.Billed.Effort - x.Now.Effort,
                    Amount = x.Billed.Amount - x.Now.Amount,
                }
            )
            .ToList();
        var amount = Money.Sum(original.Currency, shares.Select(share => share.Amount));
        return line with
        {
            Description = $"Taken back with {original.Reference}: {line.Description}",
            Quantity = amount.Amount < 0m ? -1m : 1m,
            Price = Math.Abs(amount.Amount),
            Amount = amount,
            Shares = shares,
            Retainer = null,
        };
    }

    /// <summary>As it was credited, or nothing where a difference took it off the document.</summary>
    private static WorkShare Credited(
        WorkShare billed,
        ILookup<(WorkId, int), WorkShare> credits,
        bool isTaken
    )
    {
        var credited = credits[(billed.Work, billed.Slice)].ToList();
        if (credited.Count == 0 && !isTaken)
        {
            return billed;
        }

        return billed with
        {
            Amount = credited.Aggregate(
                Money.Zero(billed.Amount.Currency),
                (sum, share) => sum - share.Amount
            ),
            Effort = credited.Aggregate(Effort.Zero, (sum, share) => sum - share.Effort),
        };
    }
}

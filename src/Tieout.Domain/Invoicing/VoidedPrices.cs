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
            .SelectMany(line => line.Shares.Select(share => (line.Line, Share: share)))
            .ToLookup(x => (x.Share.Work, x.Share.Slice));
        var changed = Changed(state);
        List<InvoiceLine> lines =
        [
            .. original
                .Lines.SelectMany(line => Reversed(state, original, line, credits, changed))
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
            Taxes = InvoiceTaxes.Of(
                lines,
                original.Currency,
                reference.TaxArithmeticOf(original.LegalEntity)
            ),
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

    /// <summary>What later differences changed of slices, with the contract lines that they are on.</summary>
    private static ILookup<(WorkId, int), (ContractLineId Line, WorkShare Share)> Changed(
        EngagementState state
    ) =>
        state
            .Invoices.Values.Where(x =>
                x.Invoice.IsRepricing
                && x.Status is not (InvoiceStatus.Draft or InvoiceStatus.Cancelled)
            )
            .SelectMany(x => x.Invoice.Lines)
            .SelectMany(line => line.Shares.Select(share => (line.Line, Share: share)))
            .ToLookup(x => (x.Share.Work, x.Share.Slice));

    /// <summary>One for each contract line that has a part of the difference.</summary>
    private static IEnumerable<InvoiceLine> Reversed(
        EngagementState state,
        Invoice original,
        InvoiceLine line,
        ILookup<(WorkId, int), (ContractLineId Line, WorkShare Share)> credits,
        ILookup<(WorkId, int), (ContractLineId Line, WorkShare Share)> changed
    ) =>
        line
            .Shares.SelectMany(share => Differences(state, original, line, share, credits, changed))
            .GroupBy(x => x.Line, x => x.Share)
            .Select(group => TakenBack(original, line, group.Key, [.. group]));

    /// <summary>Work that was moved comes back to its line, and what it was there is taken off.</summary>
    private static IEnumerable<(ContractLineId Line, WorkShare Share)> Differences(
        EngagementState state,
        Invoice original,
        InvoiceLine line,
        WorkShare billed,
        ILookup<(WorkId, int), (ContractLineId Line, WorkShare Share)> credits,
        ILookup<(WorkId, int), (ContractLineId Line, WorkShare Share)> changed
    )
    {
        var key = (billed.Work, billed.Slice);
        var stands = CreditMemo.StandsOn(state, original, billed);
        var now = stands
            ? WithoutCredits(CreditMemo.AtPresent(state, billed), credits[key].Select(x => x.Share))
            : Credited(
                billed,
                [.. credits[key].Select(x => x.Share)],
                changed[key].Any(x => IsTakenOff(x.Share))
            );
        var lineNow = stands
            ? CreditMemo.LineAtPresent(state, billed) ?? line.Line
            : credits[key].Select(x => x.Line).FirstOrDefault(line.Line);
        var effort = billed.Effort - now.Effort;
        Effort? billable = (billed.Billable ?? now.Billable) is null
            ? null
            : billed.Charged - now.Charged;
        if (lineNow != line.Line)
        {
            yield return (line.Line, billed with { Allowance = AllowedOn(line.Line) });
            yield return (
                lineNow,
                billed with
                {
                    Effort = -now.Effort,
                    Billable = -now.Billable,
                    Amount = -now.Amount,
                    Allowance = AllowedOn(lineNow),
                }
            );
        }
        else if (now != billed)
        {
            yield return (
                line.Line,
                billed with
                {
                    Effort = effort,
                    Billable = billable,
                    Amount = billed.Amount - now.Amount,
                    Allowance = AllowedOn(line.Line),
                }
            );
        }

        // Less may have been let off since, with the difference that is taken back.
        Money? AllowedOn(ContractLineId id) =>
            -WorkShare.AllowanceOf(changed[key].Where(x => x.Line == id).Select(x => x.Share));
    }

    /// <summary>In part or whole.</summary>
    private static bool IsTakenOff(WorkShare share) =>
        share.Effort < Effort.Zero || share.Amount.Amount < 0m;

    private static InvoiceLine TakenBack(
        Invoice original,
        InvoiceLine line,
        ContractLineId id,
        IReadOnlyList<WorkShare> shares
    )
    {
        var amount = Money.Sum(original.Currency, shares.Select(share => share.Amount));
        return line with
        {
            Line = id,
            Description = $"Taken back with {original.Reference}: {line.Description}",
            Quantity = amount.Amount < 0m ? -1m : 1m,
            Price = Math.Abs(amount.Amount),
            Amount = amount,
            Shares = shares,
            Retainer = null,
            Allowance = WorkShare.AllowanceOf(shares),
        };
    }

    /// <summary>A charge that stands may have been credited in part, which ends with the document.</summary>
    private static WorkShare WithoutCredits(WorkShare present, IEnumerable<WorkShare> credited) =>
        present with
        {
            Allowance = null,
            Amount = credited.Aggregate(present.Amount, (sum, share) => sum - share.Amount),
        };

    /// <summary>As it was credited, or nothing where a difference took it off the document.</summary>
    private static WorkShare Credited(
        WorkShare billed,
        IReadOnlyList<WorkShare> credited,
        bool isTaken
    )
    {
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
            Billable =
                billed.Billable is null && credited.All(share => share.Billable is null)
                    ? null
                    : credited.Aggregate(Effort.Zero, (sum, share) => sum - share.Charged),
        };
    }
}

using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Runs;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>What is used of caps, schedules, commitments and purchase orders, before and after.</summary>
internal static class AmendedLimits
{
    /// <summary>Also refuses a difference that is more than its purchase order allows.</summary>
    public static IReadOnlyList<LimitImpact> Of(ImpactReport.Findings found)
    {
        var day = found.Amendment.EffectiveFrom;
        var (was, terms) = (found.Reach.Before.TermsAt(day), found.Reach.After.TermsAt(day));
        var before = BilledBefore.Of(found.Before, terms.Currency);
        var after = BilledBefore.Of(found.Course.State, terms.Currency);
        return
        [
            .. terms.Lines.SelectMany(line => OfLine(line, was, before, after)),
            .. OfCommitment(terms, before, after),
            .. OfOrder(found, terms, before, after),
        ];
    }

    private static IEnumerable<LimitImpact> OfLine(
        ContractLine line,
        ContractTerms was,
        BilledBefore before,
        BilledBefore after
    )
    {
        var cap = line switch
        {
            ContractLine.TimeAndMaterials x => x.Cap,
            ContractLine.Reimbursables x => x.Cap,
            _ => null,
        };
        if (cap is not null)
        {
            yield return new LimitImpact(
                $"cap of {line.Id}",
                cap.Amount,
                before.UsedOf(line),
                after.UsedOf(line)
            );
        }

        if (line is ContractLine.FixedFee fee && !was.Lines.Contains(line))
        {
            var billed = before.UsedOf(line.Id, InvoiceLineKind.Schedule);
            var total = Money.Sum(billed.Currency, fee.Schedule.Select(row => row.Amount));
            yield return new LimitImpact($"schedule of {line.Id}", total, billed, billed);
        }
    }

    /// <summary>A period's is settled on its document; a term's is counted until its end.</summary>
    private static IEnumerable<LimitImpact> OfCommitment(
        ContractTerms terms,
        BilledBefore before,
        BilledBefore after
    )
    {
        if (terms.Commitment is { Span: CommitmentSpan.Term } minimum)
        {
            var counted = minimum.BilledBefore ?? Money.Zero(terms.Currency);
            yield return new LimitImpact(
                "minimum commitment",
                minimum.Amount,
                counted + before.CountedFor(minimum),
                counted + after.CountedFor(minimum),
                IsMinimum: true
            );
        }
    }

    private static IEnumerable<LimitImpact> OfOrder(
        ImpactReport.Findings found,
        ContractTerms terms,
        BilledBefore before,
        BilledBefore after
    )
    {
        if (terms.Order?.Limit is not { } ordered)
        {
            return [];
        }

        var used = terms.Order.UsedBefore ?? Money.Zero(terms.Currency);
        var order = new LimitImpact(
            "purchase order",
            ordered,
            used + before.OrderUsed,
            used + after.OrderUsed
        );
        if (order.IsExceeded && order.UsedAfter > order.UsedBefore)
        {
            var left = new LeftWork(
                null,
                null,
                [ReasonCode.PurchaseOrderLimitExceeded],
                -order.Left
            );
            found.Course.Refuse(InvoicingRejections.StoppedByOrder(found.Before.Id, left));
        }

        return [order];
    }
}

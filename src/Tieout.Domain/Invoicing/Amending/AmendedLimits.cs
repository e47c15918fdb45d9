using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Capping;
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
            .. Caps(found, terms, before, after)
                .Where(cap => cap.Cap.Amount is not null)
                .Select(cap => new LimitImpact(
                    cap.Title,
                    cap.Cap.Amount!.Value,
                    before.UsedOf(cap).Amount,
                    after.UsedOf(cap).Amount
                )),
            .. terms.Lines.SelectMany(line => OfSchedule(line, was, before)),
            .. OfCommitment(terms, before, after),
            .. OfOrder(found, terms, before, after),
        ];
    }

    /// <summary>Hours of the caps that count them.</summary>
    public static IReadOnlyList<HourLimitImpact> HoursOf(ImpactReport.Findings found)
    {
        var terms = found.Reach.After.TermsAt(found.Amendment.EffectiveFrom);
        var before = BilledBefore.Of(found.Before, terms.Currency);
        var after = BilledBefore.Of(found.Course.State, terms.Currency);
        return
        [
            .. Caps(found, terms, before, after)
                .Where(cap => cap.Cap.Hours is not null)
                .Select(cap => new HourLimitImpact(
                    cap.Title,
                    cap.Cap.Hours!.Value,
                    before.UsedOf(cap).Hours,
                    after.UsedOf(cap).Hours
                )),
        ];
    }

    /// <summary>Of the lines, then of the contract; of each month from the amendment on that was billed.</summary>
    private static IEnumerable<AgreedCap> Caps(
        ImpactReport.Findings found,
        ContractTerms terms,
        BilledBefore before,
        BilledBefore after
    )
    {
        var day = found.Amendment.EffectiveFrom;
        return terms
            .Lines.SelectMany(line =>
                before
                    .MonthsOf(line.Id)
                    .Union(after.MonthsOf(line.Id))
                    .Select(month => month.ToDateInterval().End)
                    .Where(last => last > day)
                    .Append(day)
                    .SelectMany(x =>
                        AgreedCap.On(found.Reach.After, terms, line, x, terms.Currency)
                    )
            )
            .Distinct()
            .OrderBy(cap => cap.Line is null)
            .ThenBy(cap => cap.Month);
    }

    private static IEnumerable<LimitImpact> OfSchedule(
        ContractLine line,
        ContractTerms was,
        BilledBefore before
    )
    {
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

using System.Diagnostics;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.TimeValidation;

/// <summary>Says of open work whether it can be billed, at what value, and if not, why not.</summary>
/// <remarks>All reasons at once, in the order of the catalogue. Source: domain rules §9.</remarks>
public static class Assessor
{
    /// <summary>Pure and total: there is an answer for every piece of work. O(rate lines).</summary>
    public static Assessment Assess(EngagementState state, Work work, ReferenceBook reference)
    {
        var terms = state.Contract?.TermsAt(work.ServiceDate);
        var line = terms is null ? null : LineFor(terms, work);
        var (valued, rateMatches) = Value(state, terms, line, work, reference);
        var readiness = BillingReadiness.Of(
            WorkFacts.Of(state, terms, line, work, reference, rateMatches)
        );
        return valued with
        {
            Reasons = readiness.Blocked,
            Stage = readiness.IsExcluded ? Stage.NonBillable : StageOf(work, readiness),
        };
    }

    /// <summary>The first line that covers it; a milestone or a fee names its own.</summary>
    private static ContractLine? LineFor(ContractTerms terms, Work work) =>
        work switch
        {
            Milestone milestone => terms.Lines.FirstOrDefault(x => x.Id == milestone.Line),
            ScheduledFee fee => terms.Lines.FirstOrDefault(x => x.Id == fee.Line),
            TimeEntry time => terms.Lines.FirstOrDefault(x =>
                x.Scope.Covers(time.Project, time.Task)
            ),
            _ => null,
        };

    private static (Assessment Valued, int RateMatches) Value(
        EngagementState state,
        ContractTerms? terms,
        ContractLine? line,
        Work work,
        ReferenceBook reference
    )
    {
        var unvalued = new Assessment(Stage.Blocked, [], line?.Id, null, null, reference.Version);
        return work switch
        {
            Milestone milestone => (unvalued with { Amount = milestone.Amount }, 1),
            ScheduledFee fee => (unvalued with { Amount = fee.Amount }, 1),
            Expense expense => (unvalued with { Amount = expense.Amount }, 1),
            TimeEntry time when terms is not null && line is ContractLine.TimeAndMaterials => Rate(
                unvalued,
                state,
                terms,
                time,
                reference
            ),
            TimeEntry => (unvalued, 1),
            _ => throw new UnreachableException(work.Identity),
        };
    }

    private static (Assessment Valued, int RateMatches) Rate(
        Assessment unvalued,
        EngagementState state,
        ContractTerms terms,
        TimeEntry time,
        ReferenceBook reference
    )
    {
        var context = RateContexts.Of(state.Id, terms, time, reference);
        switch (reference.Rates.Resolve(context, asOf: null))
        {
            case RateResolution.Found found:
                var hourly = new Money(found.Applied.Rate * time.Multiplier, terms.Currency);
                var amount = time.Effort.At(hourly).Round();
                return (unvalued with { Rate = found.Applied, Amount = amount }, 1);
            case RateResolution.Missing:
                return (unvalued, 0);
            case RateResolution.Ambiguous ambiguous:
                return (unvalued, ambiguous.Candidates.Count);
            default:
                throw new UnreachableException();
        }
    }

    private static Stage StageOf(Work work, BillingReadiness readiness) =>
        WorkFacts.StatusOf(work) switch
        {
            ApprovalStatus.Draft => Stage.Draft,
            ApprovalStatus.Submitted => Stage.AwaitingApproval,
            ApprovalStatus.Rejected => Stage.Rejected,
            ApprovalStatus.Approved => readiness.IsReady ? Stage.Ready : Stage.Blocked,
            _ => throw new UnreachableException(),
        };
}

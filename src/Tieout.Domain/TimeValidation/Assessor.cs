using System.Diagnostics;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.BillableEvents.Reasons;
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
        var valued = Value(state, terms, line, work, reference);
        if (NeverBilled(work, line))
        {
            return valued with { Stage = Stage.NonBillable, Reasons = [] };
        }

        var reasons = new List<ReasonCode>();
        Readiness.OfContract(state, terms, line, work, reasons);
        Readiness.OfProject(state, work, reasons);
        Readiness.OfWork(work, terms, reasons);
        reasons.AddRange(valued.Reasons);
        Readiness.OfParties(terms, line, work, reference, reasons);
        return valued with { Stage = StageOf(work, reasons), Reasons = reasons };
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

    private static bool NeverBilled(Work work, ContractLine? line) =>
        work switch
        {
            TimeEntry time => !time.IsBillable
                || line is ContractLine.FixedFee or ContractLine.Milestones,
            Expense expense => !expense.IsBillable,
            _ => false,
        };

    private static Assessment Value(
        EngagementState state,
        ContractTerms? terms,
        ContractLine? line,
        Work work,
        ReferenceBook reference
    )
    {
        var unvalued = new Assessment(Stage.Blocked, [], line?.Id, null, null, reference.Version);
        switch (work)
        {
            case Milestone milestone:
                return unvalued with { Amount = milestone.Amount };
            case ScheduledFee fee:
                return unvalued with { Amount = fee.Amount };
            case Expense expense:
                return unvalued with { Amount = expense.Amount };
            case TimeEntry time when terms is not null && line is ContractLine.TimeAndMaterials:
                return Rate(unvalued, state, terms, time, reference);
            case TimeEntry:
                return unvalued;
            default:
                throw new UnreachableException(work.Identity);
        }
    }

    private static Assessment Rate(
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
                return unvalued with
                {
                    Rate = found.Applied,
                    Amount = time.Effort.At(hourly).Round(),
                };
            case RateResolution.Missing:
                return unvalued with { Reasons = [ReasonCode.NoRate] };
            case RateResolution.Ambiguous:
                return unvalued with { Reasons = [ReasonCode.AmbiguousRate] };
            default:
                throw new UnreachableException();
        }
    }

    private static Stage StageOf(Work work, List<ReasonCode> reasons) =>
        Readiness.StatusOf(work) switch
        {
            ApprovalStatus.Draft => Stage.Draft,
            ApprovalStatus.Submitted => Stage.AwaitingApproval,
            ApprovalStatus.Rejected => Stage.Rejected,
            ApprovalStatus.Approved => reasons.Count == 0 ? Stage.Ready : Stage.Blocked,
            _ => throw new UnreachableException(),
        };
}

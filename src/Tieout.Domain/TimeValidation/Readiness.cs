using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.TimeValidation;

/// <summary>The blocking reasons that hold for a piece of work, group by group.</summary>
/// <remarks>Source: domain rules §9, in its order; one method per level of the table.</remarks>
internal static class Readiness
{
    private static readonly AccountRole[] NeededAccounts =
    [
        AccountRole.AccountsReceivable,
        AccountRole.Revenue,
        AccountRole.TaxPayable,
    ];

    public static ApprovalStatus StatusOf(Work work) =>
        work switch
        {
            TimeEntry time => time.Status,
            Expense expense => expense.Status,
            _ => ApprovalStatus.Approved,
        };

    public static void OfContract(
        EngagementState state,
        ContractTerms? terms,
        ContractLine? line,
        Work work,
        List<ReasonCode> reasons
    )
    {
        if (terms is not { IsSigned: true })
        {
            reasons.Add(ReasonCode.ContractNotSigned);
        }

        if (state.Contract?.IsPendingAt(work.ServiceDate) == true)
        {
            reasons.Add(ReasonCode.AmendmentPending);
        }

        if (terms is not null && line is null)
        {
            reasons.Add(ReasonCode.NoContractLine);
        }
    }

    public static void OfProject(EngagementState state, Work work, List<ReasonCode> reasons)
    {
        var project = state.Projects.GetValueOrDefault(work.Project);
        if (project is { IsExcludedFromBilling: true })
        {
            reasons.Add(ReasonCode.ProjectExcludedFromBilling);
        }

        if (project is { IsOnHold: true })
        {
            reasons.Add(ReasonCode.BillingHold);
        }
    }

    public static void OfWork(Work work, ContractTerms? terms, List<ReasonCode> reasons)
    {
        switch (work)
        {
            case TimeEntry { Status: ApprovalStatus.Draft }:
                reasons.Add(ReasonCode.TimeNotSubmitted);
                break;
            case TimeEntry { Status: ApprovalStatus.Submitted }:
                reasons.Add(ReasonCode.TimeNotApproved);
                break;
            case TimeEntry { Status: ApprovalStatus.Rejected }:
                reasons.Add(ReasonCode.TimeRejected);
                break;
            case Expense { Status: not ApprovalStatus.Approved }:
                reasons.Add(ReasonCode.ExpenseNotApproved);
                break;
            case Milestone { Accepted: null }:
                reasons.Add(ReasonCode.MilestoneNotAccepted);
                break;
        }

        if (terms is not null && work is TimeEntry or Expense && !terms.Covers(work.ServiceDate))
        {
            reasons.Add(ReasonCode.OutsideContractTerm);
        }
    }

    public static void OfParties(
        ContractTerms? terms,
        ContractLine? line,
        Work work,
        ReferenceBook reference,
        List<ReasonCode> reasons
    )
    {
        if (terms is null)
        {
            return;
        }

        var payer = reference.PayerOf(terms.BillTo ?? terms.Customer);
        if (payer is null)
        {
            reasons.Add(ReasonCode.BillToMissing);
        }

        if (payer is { IsOnHold: true })
        {
            reasons.Add(ReasonCode.CustomerOnHold);
        }

        var tax = line?.TaxCode ?? terms.TaxCode;
        if (tax is not { } code || reference.TaxAt(code, work.ServiceDate) is null)
        {
            reasons.Add(ReasonCode.TaxCodeMissing);
        }

        if (NeededAccounts.Any(role => reference.AccountOf(terms.LegalEntity, role) is null))
        {
            reasons.Add(ReasonCode.AccountMappingMissing);
        }
    }
}

using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.TimeValidation;

/// <summary>What the hub knows of a piece of work that decides whether it may be invoiced.</summary>
internal static class WorkFacts
{
    private static readonly AccountRole[] NeededAccounts =
    [
        AccountRole.AccountsReceivable,
        AccountRole.Revenue,
        AccountRole.TaxPayable,
    ];

    /// <summary>Where the work stands in its source's approval; what needs none is approved.</summary>
    public static ApprovalStatus StatusOf(Work work) =>
        work switch
        {
            TimeEntry time => time.Status,
            Expense expense => expense.Status,
            _ => ApprovalStatus.Approved,
        };

    /// <summary>Without terms nothing is asked about parties: the missing contract says it all.</summary>
    public static BillingFacts Of(
        EngagementState state,
        ContractTerms? terms,
        ContractLine? line,
        Work work,
        ReferenceBook reference,
        Valuation valued
    )
    {
        var project = state.Projects.GetValueOrDefault(work.Project);
        var facts = new BillingFacts(
            IsBillable: IsBillable(work, line),
            ContractIsSigned: terms is { IsSigned: true },
            AmendmentIsPending: state.Contract?.IsPendingAt(work.ServiceDate) == true,
            ProjectIsExcluded: project is { IsExcludedFromBilling: true },
            IsOnBillingHold: project is { IsOnHold: true },
            TimeStatus: work is TimeEntry time ? time.Status : ApprovalStatus.Approved,
            IsInFinancials: work
                is not (TimeEntry { IsInFinancials: false } or Expense { IsInFinancials: false }),
            IsOnBillingEvent: work.BillingEvent is not null,
            DuplicateIsSuspected: Duplicates.IsSuspected(state, work),
            RateMatches: valued.RateMatches,
            MilestoneIsAccepted: work is not Milestone { Accepted: null },
            ExpenseIsApproved: work is not Expense { Status: not ApprovalStatus.Approved },
            ReceiptIsInOrder: !MissesReceipt(work, line),
            VendorInvoiceIsMatched: work
                is not Expense { IsSubcontractor: true, VendorInvoice: null },
            FxRateIsPresent: valued.FxRateIsPresent,
            AmountIsPlausible: valued.AmountIsPlausible,
            RateIsNegative: valued.RateIsNegative
        );
        return terms is null ? facts : WithTerms(facts, state, terms, line, work, reference);
    }

    /// <summary>
    /// Whether it is meant for an invoice; time that a price covers, or that rounds to nothing, is not.
    /// </summary>
    public static bool IsBillable(Work work, ContractLine? line) =>
        !work.IsBilledElsewhere
        && work switch
        {
            TimeEntry time => time.IsBillable && line?.IsChargedFor(time) != false,
            Expense expense => expense.IsBillable,
            _ => true,
        };

    private static bool MissesReceipt(Work work, ContractLine? line) =>
        line is ContractLine.Reimbursables { ReceiptThreshold: { } threshold }
        && work is Expense { HasReceipt: false } expense
        && expense.Amount.Amount >= threshold;

    private static BillingFacts WithTerms(
        BillingFacts facts,
        EngagementState state,
        ContractTerms terms,
        ContractLine? line,
        Work work,
        ReferenceBook reference
    )
    {
        var project = state.Projects.GetValueOrDefault(work.Project);
        var payer = reference.PayerOf(terms.BillTo ?? terms.Customer);
        var tax = TaxCodes.Of(terms, line, reference, work.ServiceDate) is { } code
            ? reference.TaxAt(code, work.ServiceDate)
            : null;
        return facts with
        {
            HasContractLine = line is not null,
            IsInsideTerm = work is not TimeEntry || IsInsideTerm(terms, line, work.ServiceDate),
            BillToIsPresent = payer is not null,
            CustomerIsOnHold = payer is { IsOnHold: true },
            TaxCodeIsPresent = tax is not null,
            TaxIdIsInOrder = TaxParties.IdIsInOrder(tax, payer),
            TaxRegistrationIsInOrder = TaxParties.IsRegistered(
                tax,
                reference.LegalEntities.GetValueOrDefault(terms.LegalEntity)
            ),
            ExemptionIsInForce = TaxParties.IsExempt(tax, payer, work.ServiceDate),
            AccountsAreMapped = AreMapped(state, terms, reference),
            DimensionsAreValid = Dimensions.AreValid(
                Dimensions.Of(terms, project),
                terms.LegalEntity,
                work.ServiceDate,
                reference
            ),
        };
    }

    /// <summary>
    /// Outside its own term a retainer pays for hours that are carried over, and has a price for those
    /// beyond; one with neither pays for none.
    /// </summary>
    private static bool IsInsideTerm(ContractTerms terms, ContractLine? line, LocalDate day) =>
        terms.Covers(day)
        && (
            line
                is not ContractLine.Retainer
                {
                    Overage: null,
                    Rollover: not { IsEnabled: true }
                } retainer
            || RetainerHours.TermOf(terms, retainer)?.Contains(day) is true
        );

    private static bool AreMapped(
        EngagementState state,
        ContractTerms terms,
        ReferenceBook reference
    )
    {
        foreach (var role in NeededAccounts)
        {
            if (!IsMapped(role))
            {
                return false;
            }
        }

        return (terms.RetentionPercent is null || IsMapped(AccountRole.RetentionReceivable))
            && (!PaidInAdvance.IsExpected(state, terms) || IsMapped(AccountRole.CustomerDeposits));

        bool IsMapped(AccountRole role) => reference.AccountOf(terms.LegalEntity, role) is not null;
    }
}

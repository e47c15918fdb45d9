using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.BillableEvents.Readiness;

/// <summary>Whether work may be invoiced: ready, blocked with every reason, or not billable.</summary>
/// <param name="Blocked">All reasons that hold, in catalogue order; the first is the main one.</param>
/// <param name="IsExcluded">Non-billable work is not blocked: it is not meant for an invoice.</param>
/// <remarks>Source: domain rules §9. Ready means that no reason holds.</remarks>
public sealed record BillingReadiness(IReadOnlyList<ReasonCode> Blocked, bool IsExcluded)
{
    public bool IsReady => !IsExcluded && Blocked.Count == 0;

    /// <summary>Names every reason at once, so that all owners can act at the same time.</summary>
    public static BillingReadiness Of(BillingFacts facts)
    {
        if (!facts.IsBillable)
        {
            return new BillingReadiness([], IsExcluded: true);
        }

        var blocked = new List<ReasonCode>();
        AddCommercial(facts, blocked);
        AddDelivery(facts, blocked);
        AddParties(facts, blocked);
        AddPosting(facts, blocked);
        if (blocked.Count > 1)
        {
            blocked.Sort(
                (a, b) => ReasonCatalogue.PositionOf(a).CompareTo(ReasonCatalogue.PositionOf(b))
            );
        }

        return new BillingReadiness(blocked, IsExcluded: false);
    }

    private static void AddCommercial(BillingFacts facts, List<ReasonCode> blocked)
    {
        Add(blocked, ReasonCode.ContractNotSigned, !facts.ContractIsSigned);
        Add(blocked, ReasonCode.AmendmentPending, facts.AmendmentIsPending);
        Add(
            blocked,
            ReasonCode.PurchaseOrderMissing,
            facts.PurchaseOrderIsRequired && string.IsNullOrEmpty(facts.PurchaseOrder)
        );
        Add(
            blocked,
            ReasonCode.PurchaseOrderLimitExceeded,
            facts.PurchaseOrderUsed + facts.Amount > facts.PurchaseOrderLimit
        );
        Add(blocked, ReasonCode.ProjectExcludedFromBilling, facts.ProjectIsExcluded);
        Add(blocked, ReasonCode.BillingHold, facts.IsOnBillingHold);
        Add(blocked, ReasonCode.OutsideContractTerm, !facts.IsInsideTerm);
        Add(blocked, ReasonCode.NoContractLine, !facts.HasContractLine);
        Add(blocked, ReasonCode.NoRate, facts.RateMatches == 0);
        Add(blocked, ReasonCode.AmbiguousRate, facts.RateMatches > 1);
        Add(blocked, ReasonCode.AmountTooLarge, !facts.AmountIsPlausible);
        Add(blocked, ReasonCode.NegativeRate, facts.RateIsNegative);
        Add(blocked, ReasonCode.CapExceeded, facts.CapRemaining < facts.Amount);
    }

    private static void AddDelivery(BillingFacts facts, List<ReasonCode> blocked)
    {
        Add(blocked, ReasonCode.TimeNotSubmitted, facts.TimeStatus is ApprovalStatus.Draft);
        Add(blocked, ReasonCode.TimeNotApproved, facts.TimeStatus is ApprovalStatus.Submitted);
        Add(blocked, ReasonCode.TimeRejected, facts.TimeStatus is ApprovalStatus.Rejected);
        Add(blocked, ReasonCode.NotIncludedInFinancials, !facts.IsInFinancials);
        Add(blocked, ReasonCode.OnBillingEvent, facts.IsOnBillingEvent);
        Add(blocked, ReasonCode.MilestoneNotAccepted, !facts.MilestoneIsAccepted);
        Add(blocked, ReasonCode.ExpenseNotApproved, !facts.ExpenseIsApproved);
        Add(blocked, ReasonCode.ExpenseReceiptMissing, !facts.ReceiptIsInOrder);
        Add(blocked, ReasonCode.SubcontractorInvoiceMissing, !facts.VendorInvoiceIsMatched);
        Add(blocked, ReasonCode.DuplicateSuspected, facts.DuplicateIsSuspected);
        Add(blocked, ReasonCode.AlreadyBilled, facts.IsAlreadyBilled);
    }

    private static void AddParties(BillingFacts facts, List<ReasonCode> blocked)
    {
        Add(blocked, ReasonCode.CustomerNotInErp, !facts.CustomerIsInErp);
        Add(blocked, ReasonCode.BillToMissing, !facts.BillToIsPresent);
        Add(blocked, ReasonCode.CustomerOnHold, facts.CustomerIsOnHold);
        Add(blocked, ReasonCode.TaxCodeMissing, !facts.TaxCodeIsPresent);
        Add(blocked, ReasonCode.TaxIdInvalid, !facts.TaxIdIsInOrder);
        Add(blocked, ReasonCode.TaxRegistrationMissing, !facts.TaxRegistrationIsInOrder);
        Add(blocked, ReasonCode.ExemptionExpired, !facts.ExemptionIsInForce);
        Add(blocked, ReasonCode.FxRateMissing, !facts.FxRateIsPresent);
    }

    private static void AddPosting(BillingFacts facts, List<ReasonCode> blocked)
    {
        Add(blocked, ReasonCode.AccountMappingMissing, !facts.AccountsAreMapped);
        Add(blocked, ReasonCode.DimensionInvalid, !facts.DimensionsAreValid);
        Add(blocked, ReasonCode.PeriodClosed, !facts.PeriodIsOpen && !facts.MayShiftPeriod);
        Add(blocked, ReasonCode.PostingWindowClosed, !facts.IsInPostingWindow);
        Add(blocked, ReasonCode.RouteUndetermined, !facts.RouteIsKnown);
        Add(blocked, ReasonCode.FrozenForCutover, facts.IsFrozen);
        Add(blocked, ReasonCode.ErpOutcomeUnknown, facts.ErpOutcomeIsUnknown);
    }

    private static void Add(List<ReasonCode> blocked, ReasonCode code, bool holds)
    {
        if (holds)
        {
            blocked.Add(code);
        }
    }
}

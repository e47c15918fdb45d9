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
    public static BillingReadiness Of(BillingFacts facts) =>
        facts.IsBillable
            ? new BillingReadiness(
                [
                    .. Checks(facts)
                        .Where(check => check.Holds)
                        .Select(check => check.Code)
                        .OrderBy(ReasonCatalogue.PositionOf),
                ],
                IsExcluded: false
            )
            : new BillingReadiness([], IsExcluded: true);

    private static IEnumerable<(ReasonCode Code, bool Holds)> Checks(BillingFacts facts) =>
        [.. Commercial(facts), .. Delivery(facts), .. Parties(facts), .. Posting(facts)];

    private static IEnumerable<(ReasonCode Code, bool Holds)> Commercial(BillingFacts facts) =>
        [
            (ReasonCode.ContractNotSigned, !facts.ContractIsSigned),
            (ReasonCode.AmendmentPending, facts.AmendmentIsPending),
            (
                ReasonCode.PurchaseOrderMissing,
                facts.PurchaseOrderIsRequired && string.IsNullOrEmpty(facts.PurchaseOrder)
            ),
            (
                ReasonCode.PurchaseOrderLimitExceeded,
                facts.PurchaseOrderUsed + facts.Amount > facts.PurchaseOrderLimit
            ),
            (ReasonCode.ProjectExcludedFromBilling, facts.ProjectIsExcluded),
            (ReasonCode.BillingHold, facts.IsOnBillingHold),
            (ReasonCode.NoRate, facts.RateMatches == 0),
            (ReasonCode.AmbiguousRate, facts.RateMatches > 1),
            (ReasonCode.CapExceeded, facts.CapRemaining < facts.Amount),
        ];

    private static IEnumerable<(ReasonCode Code, bool Holds)> Delivery(BillingFacts facts) =>
        [
            (ReasonCode.TimeNotSubmitted, facts.TimeStatus is ApprovalStatus.Draft),
            (ReasonCode.TimeNotApproved, facts.TimeStatus is ApprovalStatus.Submitted),
            (ReasonCode.TimeRejected, facts.TimeStatus is ApprovalStatus.Rejected),
            (ReasonCode.NotIncludedInFinancials, !facts.IsInFinancials),
            (ReasonCode.MilestoneNotAccepted, !facts.MilestoneIsAccepted),
            (ReasonCode.ExpenseNotApproved, !facts.ExpenseIsApproved),
            (ReasonCode.ExpenseReceiptMissing, !facts.ReceiptIsInOrder),
            (ReasonCode.SubcontractorInvoiceMissing, !facts.VendorInvoiceIsMatched),
            (ReasonCode.AlreadyBilled, facts.IsAlreadyBilled),
        ];

    private static IEnumerable<(ReasonCode Code, bool Holds)> Parties(BillingFacts facts) =>
        [
            (ReasonCode.CustomerNotInErp, !facts.CustomerIsInErp),
            (ReasonCode.BillToMissing, !facts.BillToIsPresent),
            (ReasonCode.CustomerOnHold, facts.CustomerIsOnHold),
            (ReasonCode.TaxCodeMissing, !facts.TaxCodeIsPresent),
            (ReasonCode.TaxIdInvalid, !facts.TaxIdIsInOrder),
            (ReasonCode.FxRateMissing, !facts.FxRateIsPresent),
        ];

    private static IEnumerable<(ReasonCode Code, bool Holds)> Posting(BillingFacts facts) =>
        [
            (ReasonCode.AccountMappingMissing, !facts.AccountsAreMapped),
            (ReasonCode.DimensionInvalid, !facts.DimensionsAreValid),
            (ReasonCode.PeriodClosed, !facts.PeriodIsOpen && !facts.MayShiftPeriod),
            (ReasonCode.PostingWindowClosed, !facts.IsInPostingWindow),
            (ReasonCode.RouteUndetermined, !facts.RouteIsKnown),
            (ReasonCode.FrozenForCutover, facts.IsFrozen),
            (ReasonCode.ErpOutcomeUnknown, facts.ErpOutcomeIsUnknown),
        ];
}

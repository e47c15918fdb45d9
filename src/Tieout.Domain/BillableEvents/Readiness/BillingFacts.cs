using Tieout.Domain.Canonical;

namespace Tieout.Domain.BillableEvents.Readiness;

/// <summary>What decides whether a piece of work may be invoiced; the defaults are in order.</summary>
/// <param name="Amount">Its value in billing currency, for the purchase order and the cap.</param>
/// <param name="PurchaseOrderLimit">Net before tax; no limit when none.</param>
/// <param name="RateMatches">How many different rates claim the work; exactly one is right.</param>
/// <param name="CapRemaining">Room under the cap; no cap when none.</param>
/// <param name="IsInsideTerm">The service date lies within the contract's term.</param>
/// <param name="HasContractLine">A line of the contract covers the work.</param>
/// <param name="MayShiftPeriod">Policy: a closed period moves the posting instead of blocking.</param>
public sealed record BillingFacts(
    bool IsBillable = true,
    bool ContractIsSigned = true,
    bool AmendmentIsPending = false,
    bool PurchaseOrderIsRequired = false,
    string? PurchaseOrder = null,
    decimal? PurchaseOrderLimit = null,
    decimal PurchaseOrderUsed = 0m,
    decimal Amount = 0m,
    bool ProjectIsExcluded = false,
    bool IsOnBillingHold = false,
    ApprovalStatus TimeStatus = ApprovalStatus.Approved,
    bool IsInFinancials = true,
    bool IsOnBillingEvent = false,
    bool DuplicateIsSuspected = false,
    bool IsInsideTerm = true,
    bool HasContractLine = true,
    int RateMatches = 1,
    decimal? CapRemaining = null,
    bool MilestoneIsAccepted = true,
    bool ExpenseIsApproved = true,
    bool ReceiptIsInOrder = true,
    bool VendorInvoiceIsMatched = true,
    bool CustomerIsInErp = true,
    bool BillToIsPresent = true,
    bool CustomerIsOnHold = false,
    bool TaxCodeIsPresent = true,
    bool TaxIdIsInOrder = true,
    bool TaxRegistrationIsInOrder = true,
    bool ExemptionIsInForce = true,
    bool FxRateIsPresent = true,
    bool AccountsAreMapped = true,
    bool DimensionsAreValid = true,
    bool PeriodIsOpen = true,
    bool MayShiftPeriod = false,
    bool IsInPostingWindow = true,
    bool RouteIsKnown = true,
    bool IsFrozen = false,
    bool ErpOutcomeIsUnknown = false,
    bool IsAlreadyBilled = false,
    bool AmountIsPlausible = true,
    bool RateIsNegative = false
);

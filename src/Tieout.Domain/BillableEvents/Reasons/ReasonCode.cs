using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.BillableEvents.Reasons;

/// <summary>A stable code that says why work is not billed yet. Never reused.</summary>
/// <remarks>
/// Its owner, clock and clearing action are in <see cref="ReasonCatalogue"/>, in the catalogue's
/// order. Source: domain rules §9.
/// </remarks>
public readonly record struct ReasonCode : IIdentifier<ReasonCode>
{
    private ReasonCode(string value) => Value = value;

    public static ReasonCode ContractNotSigned { get; } = new("CONTRACT_NOT_SIGNED");

    public static ReasonCode AmendmentPending { get; } = new("AMENDMENT_PENDING");

    public static ReasonCode PurchaseOrderMissing { get; } = new("PO_MISSING");

    public static ReasonCode PurchaseOrderLimitExceeded { get; } = new("PO_LIMIT_EXCEEDED");

    public static ReasonCode ProjectExcludedFromBilling { get; } =
        new("PROJECT_EXCLUDED_FROM_BILLING");

    public static ReasonCode BillingHold { get; } = new("BILLING_HOLD");

    public static ReasonCode TimeNotSubmitted { get; } = new("TIME_NOT_SUBMITTED");

    public static ReasonCode TimeNotApproved { get; } = new("TIME_NOT_APPROVED");

    public static ReasonCode TimeRejected { get; } = new("TIME_REJECTED");

    public static ReasonCode NotIncludedInFinancials { get; } = new("NOT_INCLUDED_IN_FINANCIALS");

    public static ReasonCode OutsideContractTerm { get; } = new("OUTSIDE_CONTRACT_TERM");

    public static ReasonCode NoRate { get; } = new("NO_RATE");

    public static ReasonCode AmbiguousRate { get; } = new("AMBIGUOUS_RATE");

    public static ReasonCode CapExceeded { get; } = new("CAP_EXCEEDED");

    public static ReasonCode MilestoneNotAccepted { get; } = new("MILESTONE_NOT_ACCEPTED");

    public static ReasonCode ExpenseNotApproved { get; } = new("EXPENSE_NOT_APPROVED");

    public static ReasonCode ExpenseReceiptMissing { get; } = new("EXPENSE_RECEIPT_MISSING");

    public static ReasonCode ExpenseCapExceeded { get; } = new("EXPENSE_CAP_EXCEEDED");

    public static ReasonCode SubcontractorInvoiceMissing { get; } =
        new("SUBCONTRACTOR_INVOICE_MISSING");

    public static ReasonCode CustomerNotInErp { get; } = new("CUSTOMER_NOT_IN_ERP");

    public static ReasonCode BillToMissing { get; } = new("BILL_TO_MISSING");

    public static ReasonCode CustomerOnHold { get; } = new("CUSTOMER_ON_HOLD");

    public static ReasonCode TaxCodeMissing { get; } = new("TAX_CODE_MISSING");

    public static ReasonCode TaxIdInvalid { get; } = new("TAX_ID_INVALID");

    public static ReasonCode TaxRegistrationMissing { get; } = new("TAX_REGISTRATION_MISSING");

    public static ReasonCode ExemptionExpired { get; } = new("EXEMPTION_EXPIRED");

    public static ReasonCode FxRateMissing { get; } = new("FX_RATE_MISSING");

    public static ReasonCode AccountMappingMissing { get; } = new("GL_MAPPING_MISSING");

    public static ReasonCode DimensionInvalid { get; } = new("DIMENSION_INVALID");

    public static ReasonCode PeriodClosed { get; } = new("PERIOD_CLOSED");

    public static ReasonCode PostingWindowClosed { get; } = new("POSTING_WINDOW_CLOSED");

    public static ReasonCode RouteUndetermined { get; } = new("ROUTE_UNDETERMINED");

    public static ReasonCode FrozenForCutover { get; } = new("FROZEN_FOR_CUTOVER");

    public static ReasonCode ErpOutcomeUnknown { get; } = new("ERP_OUTCOME_UNKNOWN");

    public static ReasonCode TaxDifference { get; } = new("TAX_DIFFERENCE");

    public static ReasonCode ElectronicInvoiceInvalid { get; } = new("E_INVOICE_INVALID");

    public static ReasonCode AlreadyBilled { get; } = new("ALREADY_BILLED");

    public static ReasonCode DuplicateSuspected { get; } = new("DUPLICATE_SUSPECTED");

    public static ReasonCode StaleMaster { get; } = new("STALE_MASTER");

    public static ReasonCode ProjectUnknown { get; } = new("PROJECT_UNKNOWN");

    public static ReasonCode ProjectNotSetUp { get; } = new("PROJECT_NOT_SET_UP");

    public static ReasonCode WonNotSigned { get; } = new("WON_NOT_SIGNED");

    public static ReasonCode CapThreshold { get; } = new("CAP_THRESHOLD");

    public static ReasonCode OnBillingEvent { get; } = new("ON_BILLING_EVENT");

    public static ReasonCode NoContractLine { get; } = new("NO_CONTRACT_LINE");

    public static ReasonCode CorrectionPending { get; } = new("CORRECTION_PENDING");

    public static ReasonCode SourceUnreadable { get; } = new("SOURCE_UNREADABLE");

    public static ReasonCode DeliveryRefused { get; } = new("DELIVERY_REFUSED");

    public static ReasonCode DeliveryFailed { get; } = new("DELIVERY_FAILED");

    public static ReasonCode ConflictingVersion { get; } = new("CONFLICTING_VERSION");

    public static ReasonCode BillingRefused { get; } = new("BILLING_REFUSED");

    public static ReasonCode AmountTooLarge { get; } = new("AMOUNT_TOO_LARGE");

    public static ReasonCode NegativeRate { get; } = new("NEGATIVE_RATE");

    public static ReasonCode DraftNotApproved { get; } = new("DRAFT_NOT_APPROVED");

    public static ReasonCode DeliveryPending { get; } = new("DELIVERY_PENDING");

    public static ReasonCode DepositNotBooked { get; } = new("DEPOSIT_NOT_BOOKED");

    public static ReasonCode RefundDue { get; } = new("REFUND_DUE");
    public static ReasonCode InvoiceDisputed { get; } = new("INVOICE_DISPUTED");

    public static ReasonCode ProgramDefect { get; } = new("PROGRAM_DEFECT");

    /// <summary>Capitals and underscores.</summary>
    public string Value { get; }

    /// <summary>Who acts on it.</summary>
    public ReasonOwner Owner => ReasonCatalogue.Of(this).Owner;

    /// <summary>Takes a code of the catalogue.</summary>
    /// <exception cref="FormatException">Not in the catalogue.</exception>
    public static ReasonCode Parse(string value) =>
        TryParse(value, out var code)
            ? code
            : throw new FormatException($"'{value}' is no reason code of the catalogue.");

    public static bool TryParse(string? value, out ReasonCode code)
    {
        code = value is null ? default : new ReasonCode(value);
        return value is not null && ReasonCatalogue.Knows(code);
    }

    public override string ToString() => Value;
}

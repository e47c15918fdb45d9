using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.BillableEvents.Reasons;

/// <summary>Why something waits: a code of the catalogue, <c>NO_RATE</c>.</summary>
public readonly record struct ReasonCode(string Value) : IIdentifier<ReasonCode>
{
    public static ReasonCode ContractNotSigned { get; } = new("CONTRACT_NOT_SIGNED");

    public static ReasonCode AmendmentPending { get; } = new("AMENDMENT_PENDING");

    public static ReasonCode ProjectExcludedFromBilling { get; } =
        new("PROJECT_EXCLUDED_FROM_BILLING");

    public static ReasonCode BillingHold { get; } = new("BILLING_HOLD");

    public static ReasonCode TimeNotSubmitted { get; } = new("TIME_NOT_SUBMITTED");

    public static ReasonCode TimeNotApproved { get; } = new("TIME_NOT_APPROVED");

    public static ReasonCode TimeRejected { get; } = new("TIME_REJECTED");

    public static ReasonCode OutsideContractTerm { get; } = new("OUTSIDE_CONTRACT_TERM");

    public static ReasonCode NoRate { get; } = new("NO_RATE");

    public static ReasonCode AmbiguousRate { get; } = new("AMBIGUOUS_RATE");

    public static ReasonCode MilestoneNotAccepted { get; } = new("MILESTONE_NOT_ACCEPTED");

    public static ReasonCode ExpenseNotApproved { get; } = new("EXPENSE_NOT_APPROVED");

    public static ReasonCode BillToMissing { get; } = new("BILL_TO_MISSING");

    public static ReasonCode CustomerOnHold { get; } = new("CUSTOMER_ON_HOLD");

    public static ReasonCode TaxCodeMissing { get; } = new("TAX_CODE_MISSING");

    public static ReasonCode GlMappingMissing { get; } = new("GL_MAPPING_MISSING");

    public static ReasonCode NoContractLine { get; } = new("NO_CONTRACT_LINE");

    public static ReasonCode Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}

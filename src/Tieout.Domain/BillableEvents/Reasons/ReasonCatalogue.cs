using System.Collections.Frozen;

namespace Tieout.Domain.BillableEvents.Reasons;

/// <summary>Every reason that can block work: the one table that the whole hub uses.</summary>
/// <remarks>
/// The order is the order in which reasons are listed; the first of a piece of work is its main one.
/// Source: domain rules §9 (39 reasons), and those that arise inside the hub itself. A firm may change
/// owners and clocks in its settings, not codes.
/// </remarks>
public static class ReasonCatalogue
{
    /// <summary>All reasons in catalogue order.</summary>
    public static IReadOnlyList<BlockingReason> All { get; } =
    [
        new(
            ReasonCode.ContractNotSigned,
            ReasonOwner.SalesOps,
            ReasonLevel.Contract,
            Duration.FromDays(2),
            "The contract was not signed on the service date.",
            "Sign the contract or link the signed copy.",
            ClearsItself: true
        ),
        new(
            ReasonCode.AmendmentPending,
            ReasonOwner.SalesOps,
            ReasonLevel.ContractLine,
            Duration.FromDays(3),
            "An amendment that touches the line is drafted or sent, effective on or before the service date.",
            "Sign it, reject it, or mark it as not affecting billing."
        ),
        new(
            ReasonCode.PurchaseOrderMissing,
            ReasonOwner.SalesOps,
            ReasonLevel.Contract,
            Duration.FromDays(2),
            "A purchase order is required and none is valid on the service date.",
            "Enter the purchase order."
        ),
        new(
            ReasonCode.PurchaseOrderLimitExceeded,
            ReasonOwner.SalesOps,
            ReasonLevel.Contract,
            Duration.FromDays(3),
            "What is used of the purchase order plus this amount passes its limit.",
            "Raise the order, use the next one, or split."
        ),
        new(
            ReasonCode.ProjectExcludedFromBilling,
            ReasonOwner.ProjectManager,
            ReasonLevel.Project,
            Duration.FromDays(5),
            "The PSA excludes the project from billing.",
            "Clear the flag or mark the work non-billable."
        ),
        new(
            ReasonCode.BillingHold,
            ReasonOwner.ProjectManager,
            ReasonLevel.Project,
            Duration.FromDays(5),
            "A billing hold is active.",
            "Release the hold, or let its until-date pass."
        ),
        new(
            ReasonCode.TimeNotSubmitted,
            ReasonOwner.ProjectManager,
            ReasonLevel.Entry,
            Duration.FromDays(1),
            "The entry is a draft.",
            "Have the worker submit it."
        ),
        new(
            ReasonCode.TimeNotApproved,
            ReasonOwner.ProjectManager,
            ReasonLevel.Entry,
            Duration.FromDays(1),
            "The entry is submitted and not approved.",
            "Approve or reject it."
        ),
        new(
            ReasonCode.TimeRejected,
            ReasonOwner.ProjectManager,
            ReasonLevel.Entry,
            Duration.FromDays(2),
            "The approver rejected the entry.",
            "Have the worker edit or delete it."
        ),
        new(
            ReasonCode.NotIncludedInFinancials,
            ReasonOwner.Finance,
            ReasonLevel.Entry,
            Duration.FromDays(2),
            "The PSA marks the entry as outside the financials.",
            "Include it or declare it non-billable."
        ),
        new(
            ReasonCode.OutsideContractTerm,
            ReasonOwner.SalesOps,
            ReasonLevel.Entry,
            Duration.FromDays(3),
            "The service date is outside the contract's term.",
            "Amend the term, move the work, or write it off."
        ),
        new(
            ReasonCode.NoRate,
            ReasonOwner.SalesOps,
            ReasonLevel.Entry,
            Duration.FromDays(1),
            "No rate applies on the service date.",
            "Add a rate valid from the service date or before."
        ),
        new(
            ReasonCode.AmbiguousRate,
            ReasonOwner.SalesOps,
            ReasonLevel.Entry,
            Duration.FromDays(1),
            "Several rates of equal rank differ.",
            "End one of the rows."
        ),
        new(
            ReasonCode.CapExceeded,
            ReasonOwner.ProjectManager,
            ReasonLevel.Slice,
            Duration.FromDays(5),
            "The cap has no room for it.",
            "Raise the cap, move the work, or write it off."
        ),
        new(
            ReasonCode.MilestoneNotAccepted,
            ReasonOwner.ProjectManager,
            ReasonLevel.Milestone,
            Duration.FromDays(5),
            "The milestone is due and not accepted.",
            "Enter the evidence of acceptance."
        ),
        new(
            ReasonCode.ExpenseNotApproved,
            ReasonOwner.ProjectManager,
            ReasonLevel.Expense,
            Duration.FromDays(2),
            "The expense is not approved.",
            "Approve it."
        ),
        new(
            ReasonCode.ExpenseReceiptMissing,
            ReasonOwner.ProjectManager,
            ReasonLevel.Expense,
            Duration.FromDays(3),
            "The amount reaches the threshold and there is no receipt.",
            "Attach the receipt, or have finance waive it."
        ),
        new(
            ReasonCode.ExpenseCapExceeded,
            ReasonOwner.ProjectManager,
            ReasonLevel.Expense,
            Duration.FromDays(5),
            "The expense cap has too little room.",
            "Raise the cap or absorb the rest."
        ),
        new(
            ReasonCode.SubcontractorInvoiceMissing,
            ReasonOwner.Finance,
            ReasonLevel.Entry,
            Duration.FromDays(5),
            "The vendor's bill is not matched.",
            "Match the bill, or accrue it."
        ),
        new(
            ReasonCode.CustomerNotInErp,
            ReasonOwner.Integration,
            ReasonLevel.Customer,
            Duration.FromHours(4),
            "The ledger system does not know the customer.",
            "Provision the customer.",
            ClearsItself: true
        ),
        new(
            ReasonCode.BillToMissing,
            ReasonOwner.Finance,
            ReasonLevel.Customer,
            Duration.FromDays(1),
            "The payer has no address or delivery channel.",
            "Complete the payer."
        ),
        new(
            ReasonCode.CustomerOnHold,
            ReasonOwner.Finance,
            ReasonLevel.Customer,
            Duration.FromDays(3),
            "The customer is on credit or legal hold.",
            "Release the hold."
        ),
        new(
            ReasonCode.TaxCodeMissing,
            ReasonOwner.Finance,
            ReasonLevel.ContractLine,
            Duration.FromDays(1),
            "No tax code for this treatment and item.",
            "Map the tax code."
        ),
        new(
            ReasonCode.TaxIdInvalid,
            ReasonOwner.Finance,
            ReasonLevel.Customer,
            Duration.FromDays(2),
            "The tax category needs the payer's registration, and there is none in its country's form.",
            "Correct the payer's registration, or use another tax code.",
            ClearsItself: true
        ),
        new(
            ReasonCode.TaxRegistrationMissing,
            ReasonOwner.Finance,
            ReasonLevel.LegalEntity,
            Duration.FromDays(5),
            "The tax is owed in a place where the legal entity is not registered.",
            "Register, invoice from another entity, or use another tax code.",
            ClearsItself: true
        ),
        new(
            ReasonCode.ExemptionExpired,
            ReasonOwner.Finance,
            ReasonLevel.Customer,
            Duration.FromDays(3),
            "The payer's exemption certificate had expired on the service date.",
            "Renew the certificate, or use another tax code.",
            ClearsItself: true
        ),
        new(
            ReasonCode.FxRateMissing,
            ReasonOwner.Finance,
            ReasonLevel.ContractLine,
            Duration.FromDays(1),
            "No exchange rate on or before the date within the allowed age.",
            "Load the rate.",
            ClearsItself: true
        ),
        new(
            ReasonCode.AccountMappingMissing,
            ReasonOwner.Finance,
            ReasonLevel.ContractLine,
            Duration.FromDays(1),
            "No account for this item, entity and treatment.",
            "Map the account.",
            ClearsItself: true
        ),
        new(
            ReasonCode.DimensionInvalid,
            ReasonOwner.Finance,
            ReasonLevel.ContractLine,
            Duration.FromDays(1),
            "A dimension is blocked or the combination is not allowed.",
            "Fix the value."
        ),
        new(
            ReasonCode.PeriodClosed,
            ReasonOwner.Finance,
            ReasonLevel.Document,
            Duration.FromDays(1),
            "The document's period is closed, and it may not or cannot be posted in a later one.",
            "Open the period, or allow the shift.",
            ClearsItself: true
        ),
        new(
            ReasonCode.PostingWindowClosed,
            ReasonOwner.Integration,
            ReasonLevel.Document,
            null,
            "The target's posting window is closed.",
            "Wait for the window.",
            ClearsItself: true
        ),
        new(
            ReasonCode.RouteUndetermined,
            ReasonOwner.Integration,
            ReasonLevel.Document,
            Duration.FromHours(4),
            "No route, or contradicting routes, for the document.",
            "Fix the routing rules."
        ),
        new(
            ReasonCode.FrozenForCutover,
            ReasonOwner.Integration,
            ReasonLevel.Document,
            null,
            "The entity is frozen for a cutover.",
            "Wait for the end of the freeze.",
            ClearsItself: true
        ),
        new(
            ReasonCode.ErpOutcomeUnknown,
            ReasonOwner.Integration,
            ReasonLevel.Document,
            Duration.FromHours(1),
            "The document was sent and its outcome is not known.",
            "The look-up resolves it.",
            ClearsItself: true
        ),
        new(
            ReasonCode.TaxDifference,
            ReasonOwner.Finance,
            ReasonLevel.Document,
            Duration.FromDays(1),
            "The hub and the tax owner compute different tax.",
            "Send explicit amounts, merge lines, or change the target's setting."
        ),
        new(
            ReasonCode.ElectronicInvoiceInvalid,
            ReasonOwner.Finance,
            ReasonLevel.Document,
            Duration.FromDays(1),
            "The customer gets electronic invoices, and a term is missing that they have to have.",
            "Complete the term that it names, at the customer, legal entity, contract or tax code.",
            ClearsItself: true
        ),
        new(
            ReasonCode.AlreadyBilled,
            ReasonOwner.Integration,
            ReasonLevel.Slice,
            Duration.FromHours(4),
            "A live invoice already holds the work.",
            "Analyse the duplicate."
        ),
        new(
            ReasonCode.DuplicateSuspected,
            ReasonOwner.ProjectManager,
            ReasonLevel.Entry,
            Duration.FromDays(2),
            "Same person, day, duration, project and task as another entry.",
            "Confirm it at its source, or delete one of them.",
            ClearsItself: true
        ),
        new(
            ReasonCode.StaleMaster,
            ReasonOwner.Integration,
            ReasonLevel.AnyRecord,
            Duration.FromHours(1),
            "A copy in another system says something else than the canonical version.",
            "Make both systems say the same, or name another owner.",
            ClearsItself: true
        ),
        .. HubReasons.All,
    ];

    private static readonly FrozenDictionary<ReasonCode, int> Positions = All.Select(
            (reason, position) => (reason.Code, position)
        )
        .ToFrozenDictionary(x => x.Code, x => x.position);

    public static bool Knows(ReasonCode code) => Positions.ContainsKey(code);

    /// <summary>Everything known about a code.</summary>
    public static BlockingReason Of(ReasonCode code) => All[PositionOf(code)];

    /// <summary>For listing several reasons in catalogue order.</summary>
    public static int PositionOf(ReasonCode code) => Positions[code];
}

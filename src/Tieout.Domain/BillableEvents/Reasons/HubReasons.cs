namespace Tieout.Domain.BillableEvents.Reasons;

/// <summary>The reasons that arise inside the hub itself, the last of the catalogue.</summary>
internal static class HubReasons
{
    public static IReadOnlyList<BlockingReason> All { get; } =
    [
        new(
            ReasonCode.ProjectUnknown,
            ReasonOwner.ProjectManager,
            ReasonLevel.Entry,
            Duration.FromDays(1),
            "The work names a project that no source has set up.",
            "Set the project up, or correct the entry.",
            ClearsItself: true
        ),
        new(
            ReasonCode.ProjectNotSetUp,
            ReasonOwner.Integration,
            ReasonLevel.AnyRecord,
            Duration.FromHours(1),
            "A signed contract has no project that takes time, and the hub cannot set it up.",
            "Mend what the message names; it is tried again every quarter of an hour, and when the hub starts.",
            ClearsItself: true
        ),
        new(
            ReasonCode.WonNotSigned,
            ReasonOwner.SalesOps,
            ReasonLevel.AnyRecord,
            Duration.FromDays(5),
            "An opportunity was won two weeks ago or longer, and no signed contract is known of it.",
            "Sign the contract, or name the opportunity in it; or correct the opportunity.",
            ClearsItself: true
        ),
        new(
            ReasonCode.CapThreshold,
            ReasonOwner.ProjectManager,
            ReasonLevel.ContractLine,
            Duration.FromDays(5),
            "What is billed has used a cap to the part at which somebody wants to know.",
            "Agree on a higher cap, or end the work; it ends by itself with the contract's term.",
            ClearsItself: true
        ),
        new(
            ReasonCode.OnBillingEvent,
            ReasonOwner.Finance,
            ReasonLevel.Entry,
            Duration.FromDays(5),
            "The PSA has the work on a billing event of its own that is not invoiced.",
            "Invoice the event in the PSA, or take the work off it there to bill it here.",
            ClearsItself: true
        ),
        new(
            ReasonCode.NoContractLine,
            ReasonOwner.SalesOps,
            ReasonLevel.Entry,
            Duration.FromDays(2),
            "No line of the contract covers the work.",
            "Amend the contract, move the work, or mark it non-billable."
        ),
        new(
            ReasonCode.AmountTooLarge,
            ReasonOwner.SalesOps,
            ReasonLevel.Entry,
            Duration.FromDays(1),
            "The work is worth more than any piece of work can be: a mistake at a source.",
            "Correct the rate, the price or the quantity.",
            ClearsItself: true
        ),
        new(
            ReasonCode.NegativeRate,
            ReasonOwner.SalesOps,
            ReasonLevel.Entry,
            Duration.FromDays(1),
            "The rate of the time is below zero: a mistake at a source.",
            "Correct the rate.",
            ClearsItself: true
        ),
        new(
            ReasonCode.CorrectionPending,
            ReasonOwner.Finance,
            ReasonLevel.Entry,
            Duration.FromDays(2),
            "The source changed work that is already on an invoice.",
            "Credit and bill again, or refuse the change."
        ),
        new(
            ReasonCode.DraftNotApproved,
            ReasonOwner.Finance,
            ReasonLevel.Document,
            Duration.FromDays(5),
            "The document is a draft that nobody has approved.",
            "Approve it with 'tieout invoice approve', or correct what it bills."
        ),
        new(
            ReasonCode.DeliveryPending,
            ReasonOwner.Integration,
            ReasonLevel.Document,
            Duration.FromHours(4),
            "The document is approved, and its target does not have it yet.",
            "Clear what it waits for; the next run delivers it.",
            ClearsItself: true
        ),
        new(
            ReasonCode.InvoiceDisputed,
            ReasonOwner.Finance,
            ReasonLevel.Document,
            Duration.FromDays(10),
            "The customer contests an open invoice, or a part of it.",
            "Settle it: 'tieout invoice credit' gives back what is agreed, 'tieout invoice resolve' ends it."
        ),
        new(
            ReasonCode.DepositNotBooked,
            ReasonOwner.Finance,
            ReasonLevel.AnyRecord,
            Duration.FromDays(3),
            "A deposit has no contract yet, or its refund or correction would leave less than invoices have drawn.",
            "Tell the contract; or credit what drew on it to bill it again, or cancel the draft that did.",
            ClearsItself: true
        ),
        new(
            ReasonCode.RefundDue,
            ReasonOwner.Finance,
            ReasonLevel.Document,
            Duration.FromDays(5),
            "The customer has paid more than the invoice and its credit memos come to.",
            "Refund it in the ledger, on the invoice or its credit memo, set it off there against "
                + "what the customer still owes, or correct the payment.",
            ClearsItself: true
        ),
        new(
            ReasonCode.DeliveryRefused,
            ReasonOwner.Finance,
            ReasonLevel.Document,
            Duration.FromDays(1),
            "The target refused the document.",
            "Correct what it names and send again."
        ),
        new(
            ReasonCode.DeliveryFailed,
            ReasonOwner.Integration,
            ReasonLevel.Document,
            Duration.FromHours(4),
            "The target did not answer within the retries allowed, or not as its connector expects.",
            "Restore the connection, or mend what the message names in the manifest or the connector; then retry."
        ),
        new(
            ReasonCode.SourceUnreadable,
            ReasonOwner.Integration,
            ReasonLevel.AnyRecord,
            Duration.FromHours(4),
            "A source cannot be read: what it has told since is in nothing that the hub says.",
            "Restore the connection, or mend what the message names; it is tried again with each round.",
            ClearsItself: true
        ),
        new(
            ReasonCode.ConflictingVersion,
            ReasonOwner.Integration,
            ReasonLevel.AnyRecord,
            Duration.FromHours(4),
            "One version arrived with two contents.",
            "Decide with the source which content counts."
        ),
        new(
            ReasonCode.BillingRefused,
            ReasonOwner.Finance,
            ReasonLevel.AnyRecord,
            Duration.FromDays(1),
            "A billing run could bill nothing of the contract.",
            "Remove the cause that it names; it is billed at the next run of the hub."
        ),
        new(
            ReasonCode.ProgramDefect,
            ReasonOwner.Integration,
            ReasonLevel.AnyRecord,
            Duration.FromHours(4),
            "This program failed on the record; nothing else is affected.",
            "Report it with the log, or install the version that mends it; it is tried again at each start."
        ),
    ];
}

using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Capping;

namespace Tieout.Domain.Ledger;

/// <summary>What has happened to one engagement. The stored history: never changed, only added to.</summary>
public abstract record EngagementEvent
{
    private EngagementEvent() { }

    /// <summary>The contract as signed, or a newer version of its master record.</summary>
    public sealed record ContractRecorded(Contract Contract) : EngagementEvent;

    /// <summary>An amendment, signed or not.</summary>
    public sealed record AmendmentRecorded(Amendment Amendment) : EngagementEvent;

    /// <summary>An amendment that would move billed work has no effect before its plan is approved.</summary>
    /// <param name="Estimate">Net of what it would bill or credit; none where that is not known.</param>
    public sealed record AmendmentWithheld(Amendment Amendment, Money? Estimate) : EngagementEvent;

    /// <summary>Somebody proposes what to do about billed work.</summary>
    public sealed record AmendmentPlanned(AmendmentPlan Plan) : EngagementEvent;

    /// <summary>The plan was approved and carried out together with the events before it.</summary>
    /// <param name="Plan">Its id.</param>
    /// <param name="Waived">Difference that is neither billed nor credited, net.</param>
    /// <param name="Pools">Published months of retainers as they count from now on.</param>
    public sealed record AmendmentExecuted(
        string Plan,
        string ApprovedBy,
        Money? Waived,
        IReadOnlyList<PoolAdjustment> Pools
    ) : EngagementEvent;

    /// <summary>A project of this engagement, new or changed.</summary>
    public sealed record ProjectRecorded(Project Project) : EngagementEvent;

    /// <summary>Work, new or in a newer version that replaces open slices.</summary>
    /// <param name="Assessment">None when the source has deleted it.</param>
    public sealed record WorkRecorded(Work Work, Assessment? Assessment) : EngagementEvent;

    /// <summary>A newer version of work that stands on an approved document; it waits.</summary>
    public sealed record CorrectionHeld(Work Work) : EngagementEvent;

    /// <summary>A newer version of what stands on a document that says nothing else of it.</summary>
    public sealed record WorkTouched(Work Work) : EngagementEvent;

    /// <summary>One version of one piece of work came with two different contents.</summary>
    public sealed record VersionConflictFound(Work Refused) : EngagementEvent;

    /// <summary>Rates, contract terms, holds or accounts changed what is said of open work.</summary>
    public sealed record WorkReassessed(IReadOnlyList<Reassessment> Items) : EngagementEvent;

    /// <summary>From here on time that looks like other time is suspected, or not any more.</summary>
    public sealed record DuplicatesWatched(bool IsOn) : EngagementEvent;

    /// <summary>Work was cut into parts, put together again, or given up in part.</summary>
    public sealed record WorkSliced(IReadOnlyList<SlicedWork> Items) : EngagementEvent;

    /// <summary>Somebody decided about work by hand; what it does to the work is told beside it.</summary>
    public sealed record WorkAdjusted(Adjustment Adjustment) : EngagementEvent;

    /// <summary>Slices were put on a document that is not approved yet.</summary>
    public sealed record InvoiceDrafted(Invoice Invoice) : EngagementEvent;

    /// <summary>A draft was given up; its slices are free again.</summary>
    public sealed record InvoiceDraftCancelled(InvoiceReference Reference, string Reason)
        : EngagementEvent;

    /// <summary>The document is final and may be delivered.</summary>
    /// <param name="ApprovedBy">A person, or the policy that approved it.</param>
    public sealed record InvoiceApproved(InvoiceReference Reference, string ApprovedBy)
        : EngagementEvent;

    /// <summary>From now on only this target may be written to for the document.</summary>
    /// <param name="Rule">The routing rule that decided it.</param>
    public sealed record InvoiceRouted(InvoiceReference Reference, string Target, string Rule)
        : EngagementEvent;

    /// <summary>The target has it in its ledger.</summary>
    public sealed record InvoicePosted(InvoiceReference Reference, PostedDocument Document)
        : EngagementEvent;

    /// <summary>The target cannot take it for a reason that somebody has to act on.</summary>
    public sealed record InvoiceBlocked(
        InvoiceReference Reference,
        ReasonCode Reason,
        string Message
    ) : EngagementEvent;

    /// <summary>Money received on a document, new or in a newer version that replaces the last.</summary>
    public sealed record PaymentRecorded(Payment Payment) : EngagementEvent;

    /// <summary>Money has arrived that no invoice asked for.</summary>
    /// <param name="LegalEntity">Whose liability it is: the contract's on that day.</param>
    public sealed record DepositRecorded(Deposit Deposit, LegalEntityCode LegalEntity)
        : EngagementEvent;

    /// <summary>The customer contests an invoice, or some more of it.</summary>
    public sealed record InvoiceDisputed(InvoiceReference Reference, Money Amount, Judgement Why)
        : EngagementEvent;

    /// <summary>Some or all of a dispute is over.</summary>
    public sealed record DisputeResolved(InvoiceReference Reference, Money Amount, Judgement Why)
        : EngagementEvent;

    /// <summary>What was kept back of an invoice, or a part of it, is to be paid now.</summary>
    /// <param name="Date">In the ledger.</param>
    public sealed record RetentionReleased(
        InvoiceReference Reference,
        Money Amount,
        LocalDate Date,
        Judgement Why
    ) : EngagementEvent;

    /// <summary>Which caps are used as far as somebody wants to know, in place of what was said before.</summary>
    public sealed record CapAlertsChanged(IReadOnlyList<CapStanding> Standing) : EngagementEvent;

    /// <summary>Paid documents with which nothing is to be done are let go of, with their work.</summary>
    public sealed record DocumentsClosed(IReadOnlyList<InvoiceReference> References)
        : EngagementEvent;

    /// <summary>Paid documents are spoken of again; they come back as they were.</summary>
    public sealed record DocumentsReopened(
        IReadOnlyList<InvoiceState> Documents,
        IReadOnlyList<WorkItem> Items
    ) : EngagementEvent;

    /// <summary>The target cancelled the document; its slices are free again.</summary>
    public sealed record InvoiceVoided(InvoiceReference Reference, LocalDate Date, string? Reason)
        : EngagementEvent;
}

using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>A billing run over one engagement.</summary>
/// <param name="Through">Work up to this service date, included; earlier unbilled work as well.</param>
/// <param name="InvoiceDate">Date on the documents; decides the tax rates.</param>
/// <param name="From">
/// First day of the window, which is then billed as one period. When none, what is agreed by the month
/// is billed for every month that is over and was not billed.
/// </param>
/// <param name="AsOf">Rates known later do not count; as assessed when none.</param>
/// <param name="IncludePrior">Time before the window as well.</param>
/// <param name="IsFinal">The last run of the contract: it settles the term's commitment.</param>
/// <param name="Agreed">
/// The order of milestones and deliveries within their line; by service date and id when none.
/// </param>
/// <remarks>
/// First credits work whose correction waits, then records fees that have fallen due, then puts all
/// ready work on invoices: one for each payer, legal entity, currency and purchase order. Repeating
/// it bills nothing twice: there is nothing ready left. Source: domain rules §8, §8.14.
/// </remarks>
public sealed record DraftInvoice(
    LocalDate Through,
    LocalDate InvoiceDate,
    LocalDate? From = null,
    LocalDate? AsOf = null,
    bool IncludePrior = true,
    bool IsFinal = false,
    IReadOnlyList<WorkId>? Agreed = null
) : EngagementCommand
{
    /// <summary>First day of the window; of its last month when it is not told.</summary>
    public LocalDate Start => From ?? new LocalDate(Through.Year, Through.Month, 1);

    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) => Plan(state, reference).Decision;

    /// <summary>The decision with what is left and why, and the balances after it.</summary>
    public BillingPlan Plan(EngagementState state, ReferenceBook reference) =>
        BillingRun.Plan(state, reference, this);
}

using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>What a billing run does, and what it leaves and why.</summary>
/// <param name="Blocked">By contract line; within a line what waits for others comes first.</param>
/// <param name="NonBillable">By contract line.</param>
/// <param name="Balances">As they are once the documents are drafted.</param>
public sealed record BillingPlan(
    Decision<EngagementEvent> Decision,
    IReadOnlyList<LeftWork> Blocked,
    IReadOnlyList<(ContractLineId Line, WorkId Work)> NonBillable,
    IReadOnlyList<RunBalance> Balances,
    IReadOnlyList<CapAlert> Alerts
);

using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Ledger;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>A part of a piece of work, and the rule that valued it.</summary>
/// <param name="Number">None while the work has no part: deleted at its source.</param>
/// <param name="Reasons">What stands in its way, the main one first.</param>
/// <param name="ContractLine">The contract line that claims it.</param>
/// <param name="Rate">Level, card, line and price of an hour, as applied.</param>
/// <param name="ReferenceVersion">Version of the reference data that was asked.</param>
/// <param name="IsBillable">As its source says; a fee may cover it nevertheless.</param>
/// <param name="Candidates">
/// Every rate line that applied or nearly did at that version, and why it won or lost.
/// </param>
/// <param name="Faults">What is wrong with its dimensions, or why it did not fit under a cap, as sentences.</param>
public sealed record ExplainedWork(
    string Engagement,
    string Work,
    string Kind,
    long Version,
    string Project,
    string? Resource,
    LocalDate ServiceDate,
    Effort Effort,
    long? Number,
    Stage? Stage,
    Money? Amount,
    IReadOnlyList<string> Reasons,
    string? ContractLine,
    string? Rate,
    long ReferenceVersion,
    string? Invoice,
    bool IsBillable,
    IReadOnlyList<RateCandidate> Candidates,
    IReadOnlyList<string> Faults,
    bool IsBilledElsewhere = false
)
{
    /// <summary>The number of another's invoice that its source names for it.</summary>
    public string? BilledOn { get; init; }

    /// <summary>What its customer was let off of its price, on credit memos; the amount is without it.</summary>
    public Money? Allowance { get; init; }

    /// <summary>What is charged of it where its line rounds time; none where it is what was worked.</summary>
    public Effort? Charged { get; init; }
}

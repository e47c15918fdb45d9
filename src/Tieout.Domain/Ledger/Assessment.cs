using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>What the rules say about an open piece of work, given what is known now.</summary>
/// <param name="Reasons">Empty unless the stage is one that waits for somebody.</param>
/// <param name="Amount">Rounded; none where no rate could be found.</param>
/// <param name="ReferenceVersion">Version of the reference data that was asked.</param>
/// <param name="Billable">What is charged of the open part where its line rounds time.</param>
public sealed record Assessment(
    Stage Stage,
    IReadOnlyList<ReasonCode> Reasons,
    ContractLineId? Line,
    AppliedRate? Rate,
    Money? Amount,
    long ReferenceVersion,
    Effort? Billable = null
)
{
    /// <summary>Whether it says the same about the work, whatever data it was read from.</summary>
    public bool SaysTheSameAs(Slice slice) =>
        slice.Stage == Stage
        && slice.Amount == Amount
        && slice.Line == Line
        && slice.Rate == Rate
        && slice.Billable == Billable
        && slice.Reasons.SequenceEqual(Reasons);

    /// <summary>The same but for what only a billing run can tell.</summary>
    public bool LeavesToRun(Slice slice) =>
        Stage is Stage.Ready && slice.IsOfferedToRun && slice.Line == Line && slice.Rate == Rate;

    public Slice ToSlice(Effort effort, int number = 1) =>
        new(number, effort, Amount, Stage, Reasons, Line, Rate, Billable: Billable);
}

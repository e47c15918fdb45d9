using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>The part of a piece of work that moves as one.</summary>
/// <param name="Number">Unique within the work; 1 for the first.</param>
/// <param name="Amount">Value in the contract's currency, rounded; none before rating.</param>
/// <param name="Reasons">What stands in its way, in the catalogue's order; the first is shown.</param>
/// <param name="Line">The contract line that claims it.</param>
/// <param name="Rate">The rate that valued it, for time.</param>
/// <param name="Invoice">The document it is on.</param>
/// <param name="Billable">What is charged of it where its line rounds time; as worked when none.</param>
/// <param name="Allowance">Credited of its price while it stays billed; the amount is without it.</param>
public sealed record Slice(
    int Number,
    Effort Effort,
    Money? Amount,
    Stage Stage,
    IReadOnlyList<ReasonCode> Reasons,
    ContractLineId? Line = null,
    AppliedRate? Rate = null,
    InvoiceReference? Invoice = null,
    Effort? Billable = null,
    Money? Allowance = null
)
{
    /// <summary>The effort that is priced.</summary>
    public Effort Charged => Billable ?? Effort;

    /// <summary>Its price as agreed, before what was credited of it.</summary>
    public Money? BeforeAllowance => Allowance is { } credited ? Amount + credited : Amount;

    /// <summary>At a price that differs by that much, and where more or less of it is let off.</summary>
    internal Slice Revalued(Money by, Money? letOffBy = null)
    {
        var allowance = letOffBy is { } more
            ? more + (Allowance ?? Money.Zero(more.Currency))
            : Allowance;
        return this with
        {
            Amount = Amount + by,
            Allowance = allowance is { IsZero: true } ? null : allowance,
        };
    }

    /// <summary>What is charged of a part of it, in proportion.</summary>
    public Effort? BillableOf(Effort part) =>
        Billable is not { } all || part == Effort ? Billable
        : Effort.IsZero ? Effort.Zero
        : new Effort(all.Seconds * part.Seconds / Effort.Seconds);

    /// <summary>The part of which that much is charged; all of it when that is more than there is.</summary>
    /// <remarks>What was worked of it is cut down to what is stored, so that the rest has some left.</remarks>
    public Slice ChargedFor(Effort billable) =>
        billable >= Charged ? this
        : Billable is { } all
            ? this with
            {
                Effort = new Effort(Effort.Seconds * billable.Seconds / all.Seconds).Kept(
                    Rounding.Down
                ),
                Billable = billable,
            }
        : this with { Effort = billable };

    /// <summary>Not on any document, so that a new version or a new rate may replace it.</summary>
    public bool IsOpen => Stage is not (Stage.Drafted or Stage.Invoiced) && !IsGivenUp;

    /// <summary>Equal, the reasons compared one by one.</summary>
    public bool SaysTheSameAs(Slice other) =>
        Reasons.SequenceEqual(other.Reasons) && this with { Reasons = other.Reasons } == other;

    /// <summary>Never to be billed again unless somebody says otherwise.</summary>
    public bool IsGivenUp => Stage is Stage.WrittenOff or Stage.Superseded;

    /// <summary>Ready, but for something that each billing run finds out anew.</summary>
    public bool IsOfferedToRun =>
        Stage is Stage.Ready
        || (Stage is Stage.Blocked && Reasons.Count > 0 && Reasons.All(IsDecidedByRun));

    private static bool IsDecidedByRun(ReasonCode reason) =>
        reason == ReasonCode.CapExceeded || reason == ReasonCode.ExpenseCapExceeded;
}

using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>An invoiced slice of time whose rate is another one by now.</summary>
/// <param name="OldRate">Per hour, multiplier included, as billed.</param>
/// <param name="NewRate">Per hour, multiplier included.</param>
/// <param name="Delta">New amount less billed amount, as far as the caps have room for it.</param>
/// <param name="AllowanceDelta">
/// Below zero where the new price is less than what was let off; none where that stays.
/// </param>
public sealed record PriceChange(
    TimeEntry Entry,
    Slice Slice,
    AppliedRate Rate,
    decimal OldRate,
    decimal NewRate,
    Money Delta,
    Money? AllowanceDelta = null
)
{
    /// <summary>What it takes, or gives back, of what the contract limits.</summary>
    internal Money Counted => AllowanceDelta is { } less ? Delta + less : Delta;
}

using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>An invoiced slice of time whose rate is another one by now.</summary>
/// <param name="OldRate">Per hour, multiplier included, as billed.</param>
/// <param name="NewRate">Per hour, multiplier included.</param>
/// <param name="Delta">New amount less billed amount, as far as the caps have room for it.</param>
public sealed record PriceChange(
    TimeEntry Entry,
    Slice Slice,
    AppliedRate Rate,
    decimal OldRate,
    decimal NewRate,
    Money Delta
);

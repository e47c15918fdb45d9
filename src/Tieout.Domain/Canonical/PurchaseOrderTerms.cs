using Tieout.Domain.Amounts;

namespace Tieout.Domain.Canonical;

/// <summary>What the customer's purchase order allows.</summary>
/// <param name="IsRequired">Nothing is billed without a number.</param>
/// <param name="Limit">Net, before tax and document discount; no limit when none.</param>
/// <param name="UsedBefore">Used before the hub took over; none is zero.</param>
/// <remarks>Source: domain rules §8.15. The number itself is the contract's.</remarks>
public sealed record PurchaseOrderTerms(
    bool IsRequired = false,
    Money? Limit = null,
    Money? UsedBefore = null
);

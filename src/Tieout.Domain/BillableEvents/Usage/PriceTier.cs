namespace Tieout.Domain.BillableEvents.Usage;

/// <summary>One step of a price scale.</summary>
/// <param name="UpTo">Last quantity in the tier, included; none for the last tier.</param>
/// <param name="UnitPrice">Unrounded.</param>
/// <param name="Flat">Once, as soon as one unit is in the tier.</param>
public sealed record PriceTier(decimal? UpTo, decimal UnitPrice, decimal Flat = 0m);

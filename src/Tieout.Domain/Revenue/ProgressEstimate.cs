using Tieout.Domain.Amounts;

namespace Tieout.Domain.Revenue;

/// <summary>How far a contract is, as estimated at the end of a period.</summary>
/// <param name="ToDate">Cost, hours or units to date.</param>
/// <param name="Total">Expected at completion, by the same measure.</param>
/// <param name="Price">Transaction price at that time.</param>
/// <param name="Uninstalled">
/// Cost of material that was bought and not installed: revenue equals its cost, and it is no progress.
/// </param>
public sealed record ProgressEstimate(
    decimal ToDate,
    decimal Total,
    Money Price,
    decimal Uninstalled = 0m
);

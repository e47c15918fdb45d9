namespace Tieout.Domain.BillableEvents.Pricing;

/// <summary>What of one time entry is billed.</summary>
/// <param name="Amount">Its value in billing currency.</param>
public sealed record BilledPart(
    decimal Amount,
    decimal BilledAmount,
    decimal Hours = 0m,
    decimal BilledHours = 0m
);

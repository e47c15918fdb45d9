namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>A rate line that was looked at, and why it won or lost.</summary>
/// <param name="Rate">What it would have charged.</param>
public sealed record RateCandidate(AppliedRate Rate, RateVerdict Verdict);

namespace Tieout.Sandbox.Faults;

/// <summary>One line of a fault programme.</summary>
/// <param name="Match">The requests that are counted.</param>
/// <param name="From">The first matching request that is hit; 1 is the next one.</param>
/// <param name="Times">How many are hit from there on.</param>
/// <param name="Do">What happens to them.</param>
public sealed record FaultRule(FaultMatch Match, int From, int Times, FaultAction Do);

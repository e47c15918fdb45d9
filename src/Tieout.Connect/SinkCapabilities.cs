namespace Tieout.Connect;

/// <summary>What a target can and cannot do; the lane arranges itself by it.</summary>
/// <param name="MaximumServerRunTime">
/// A call that was sent and not answered has taken effect after this long, or never will. A look-up
/// after an unknown outcome waits for it.
/// </param>
/// <param name="ParallelKeys">How many documents may be written at the same time; 1 or more.</param>
/// <param name="WritesParties">The target keeps customers, which must be there before documents.</param>
/// <param name="NumbersByDate">
/// It refuses a document that is dated before one that it has numbered already. The lane then brings
/// a date's documents only when no earlier one is on its way, one with an unknown outcome included.
/// </param>
/// <param name="TakesDeductions">
/// It can be told that a part of a document is kept back or was paid in advance.
/// </param>
public sealed record SinkCapabilities(
    TimeSpan MaximumServerRunTime,
    int ParallelKeys,
    bool WritesParties,
    bool NumbersByDate = false,
    bool TakesDeductions = false
);

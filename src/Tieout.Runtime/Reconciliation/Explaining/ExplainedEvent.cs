namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>An event of the history.</summary>
/// <param name="Sequence">Its place in the log.</param>
/// <param name="At">When the hub recorded it.</param>
/// <param name="Type">Its stable name: <c>invoice-approved</c>.</param>
/// <param name="Detail">Why and by whom, where people decided.</param>
public sealed record ExplainedEvent(long Sequence, Instant At, string Type, string? Detail = null);

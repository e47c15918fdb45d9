namespace Tieout.Domain.Ledger;

/// <summary>The state after an event, and the work ledger entries that the event made.</summary>
public sealed record Transition(EngagementState State, IReadOnlyList<Move> Moves);

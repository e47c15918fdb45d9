namespace Tieout.Runtime.Engagements;

/// <summary>What became of a batch; everything that was accepted is durable.</summary>
/// <param name="Events">How many facts the commands recorded; zero when all was known already.</param>
/// <param name="Refusals">The commands that were refused, by their place in the batch.</param>
[Immutable]
public sealed record BatchOutcome(int Events, IReadOnlyList<Refusal> Refusals);

using Tieout.Domain.Ledger;

namespace Tieout.Runtime.Engagements;

/// <summary>Commands for one engagement, decided in order and stored together.</summary>
public sealed record CommandBatch(IReadOnlyList<EngagementCommand> Commands);

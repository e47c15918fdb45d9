using Tieout.Domain.Deciding;

namespace Tieout.Runtime.Engagements;

/// <summary>What a billing run did to one engagement.</summary>
/// <param name="Drafted">Documents made, credit memos included.</param>
/// <param name="Reason">Why nothing could be billed, if that is so.</param>
[Immutable]
public sealed record BillOutcome(int Drafted, Rejection? Reason);

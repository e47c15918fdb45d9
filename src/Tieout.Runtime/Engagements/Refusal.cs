using Tieout.Domain.Deciding;

namespace Tieout.Runtime.Engagements;

/// <summary>One command of a batch was refused; the others were not touched by it.</summary>
/// <param name="Index">Place of the command in its batch, from zero.</param>
public sealed record Refusal(int Index, Rejection Reason);

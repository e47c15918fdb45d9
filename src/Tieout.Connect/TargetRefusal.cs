namespace Tieout.Connect;

/// <summary>Why a target refused what was submitted to it.</summary>
/// <param name="Message">For an operator; the target's own codes and words.</param>
/// <param name="Reason">
/// A code of the reason catalogue where the connector knows it, such as <c>PERIOD_CLOSED</c>.
/// </param>
public sealed record TargetRefusal(string Message, string? Reason = null);

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>How much is asked of a system, and how long is waited for it.</summary>
/// <param name="Requests">At most so many in a <paramref name="Period"/>; no limit when none.</param>
/// <param name="Attempts">At a read that failed for nobody's fault, the first included.</param>
/// <param name="WaitMax">A system that asks for a longer pause is left until the next round.</param>
/// <param name="PagesMax">Of one reading.</param>
/// <param name="RetryAfterHeader">A header of the system's own.</param>
/// <param name="RetryAfterForm">Plain: it has seconds to wait; else the instant until which to wait.</param>
internal sealed record RestLimits(
    int? Requests,
    TimeSpan Period,
    TimeSpan ReadTimeout,
    TimeSpan WriteTimeout,
    int Attempts,
    TimeSpan WaitMax,
    int PagesMax,
    int AnswerBytesMax,
    string? RetryAfterHeader,
    ValueForm RetryAfterForm
);

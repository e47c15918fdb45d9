using Tieout.Domain.Amounts;

namespace Tieout.Domain.Deciding;

/// <summary>A business refusal that a person can act on.</summary>
/// <param name="Code">Stable, dotted, never reused: <c>invoicing.not-a-draft</c>.</param>
/// <param name="Message">One sentence for an operator: what was refused, and what would help.</param>
/// <param name="Reason">The catalogue's code for it, where it has one.</param>
/// <param name="Unbilled">Of a billing run: agreed amounts of its window that are no work, such as fees.</param>
/// <param name="Waits">It is kept and tried again, because what it needs can still come.</param>
public sealed record Rejection(
    string Code,
    string Message,
    string? Reason = null,
    Money? Unbilled = null,
    bool Waits = false
);

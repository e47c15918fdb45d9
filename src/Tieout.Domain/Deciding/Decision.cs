namespace Tieout.Domain.Deciding;

/// <summary>What a decision function answers: the facts to record, or why nothing may happen.</summary>
/// <remarks>
/// An accepted decision with no events means "already so": the same command was decided before.
/// A refusal is an ordinary answer. It is not thrown, not logged as an error, and it reaches the
/// caller with its <see cref="Rejection.Code"/> unchanged.
/// </remarks>
/// <typeparam name="TEvent">The closed set of facts of one aggregate.</typeparam>
public abstract record Decision<TEvent>
{
    private Decision() { }

    /// <summary>Record these facts, in this order, or none.</summary>
    public sealed record Accepted(IReadOnlyList<TEvent> Events) : Decision<TEvent>;

    /// <summary>Nothing is recorded; the caller is told why.</summary>
    public sealed record Rejected(Rejection Reason) : Decision<TEvent>;

    public static implicit operator Decision<TEvent>(Rejection reason) => new Rejected(reason);

    public static Decision<TEvent> Accept(params IReadOnlyList<TEvent> events) =>
        new Accepted(events);
}

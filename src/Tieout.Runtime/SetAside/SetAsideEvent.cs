using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Ledger;

namespace Tieout.Runtime.SetAside;

/// <summary>What an engagement could not do when it was asked to.</summary>
public abstract record SetAsideEvent
{
    private SetAsideEvent() { }

    /// <summary>A command waits here until it can be carried out.</summary>
    /// <param name="Number">Counts up within the engagement.</param>
    /// <param name="Subject">What the command is about, for a person.</param>
    /// <param name="Reason">A code of the reason catalogue.</param>
    /// <param name="Origin">Where it was read, if it came from a source.</param>
    /// <param name="ApprovedBy">Of a billing run: the policy that approves its drafts.</param>
    /// <param name="Unbilled">Of a billing run: agreed amounts that are no work and wait with it.</param>
    public sealed record CommandSetAside(
        int Number,
        EngagementCommand Command,
        string Subject,
        string Reason,
        string Message,
        Origin? Origin = null,
        string? ApprovedBy = null,
        Money? Unbilled = null
    ) : SetAsideEvent;

    /// <summary>It was tried again and waits for another reason now.</summary>
    public sealed record CommandRefusedAgain(
        int Number,
        string Reason,
        string Message,
        Money? Unbilled = null
    ) : SetAsideEvent;

    /// <summary>It has been carried out.</summary>
    public sealed record CommandCarriedOut(int Number) : SetAsideEvent;

    /// <summary>A person decided that it will never be carried out.</summary>
    public sealed record CommandDismissed(int Number, string By, string Because) : SetAsideEvent;
}

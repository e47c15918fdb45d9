using System.Data.Common;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Deciding;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime;

/// <summary>Tells a mistake in our own code, which concerns one key, from trouble that concerns all.</summary>
internal static class Defects
{
    /// <summary>Not the store, not the silo and not a cancellation: those end what is under way.</summary>
    public static bool Is(Exception e) =>
        e
            is not (
                OperationCanceledException
                or StreamMovedException
                or AppendOutcomeUnknownException
                or StoreInUseException
                or LogDamagedException
                or FollowerLostException
                or DbException
                or IOException
                or OrleansException
                or TimeoutException
                or ObjectDisposedException
                or OutOfMemoryException
            );

    /// <summary>For whoever has to act: what happened, and that it is ours.</summary>
    public static string Describe(Exception e) =>
        $"A defect of this program, see its log: {e.GetType().Name}: {e.Message}";

    /// <summary>As the answer to a command.</summary>
    public static Rejection Rejection(Exception e) =>
        new("program.defect", Describe(e), ReasonCode.ProgramDefect.Value, Waits: true);
}

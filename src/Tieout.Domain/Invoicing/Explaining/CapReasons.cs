using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;
using static Tieout.Domain.Invoicing.Explaining.Wording;

namespace Tieout.Domain.Invoicing.Explaining;

/// <summary>Why work did not fit under a cap, in a sentence.</summary>
public static class CapReasons
{
    /// <summary>None where its contract line has no cap.</summary>
    /// <param name="state">With all documents that count.</param>
    public static string? Of(EngagementState state, ContractTerms terms, ContractLineId line)
    {
        var agreed = terms.Lines.FirstOrDefault(x => x.Id == line);
        if (SpendingCap.Of(agreed) is not { } cap)
        {
            return null;
        }

        var used = BilledBefore.Of(state, terms.Currency).UsedOf(agreed!);
        var room = cap.Amount - used;
        return $"line {line} bills {Say(cap.Amount)} at most; {Say(used)} of it is used, "
            + (room.Amount < 0m ? $"{Say(-room)} more than it allows now" : $"{Say(room)} is left")
            + $"; work is tried by service date, then id, and {Beyond(cap)}";
    }

    /// <summary>What becomes of work that passes a cap.</summary>
    internal static string Beyond(SpendingCap cap) =>
        cap.OnExceed is CapEdge.Block
            ? "what does not fit waits as a whole"
            : "of what does not fit the part that does is billed";
}

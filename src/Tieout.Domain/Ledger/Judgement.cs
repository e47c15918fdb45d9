using Tieout.Domain.Amounts;

namespace Tieout.Domain.Ledger;

/// <summary>Why something was done by hand, and by whom.</summary>
/// <param name="Reason">In the words of who decided.</param>
/// <param name="ApprovedBy">Somebody else, where the amount asks for it; none otherwise.</param>
public sealed record Judgement(string Reason, string By, string? ApprovedBy = null)
{
    /// <summary>Whether an amount is above a limit, or unknown, and nobody else has approved it.</summary>
    /// <param name="limit">In the amount's currency; nothing is above it when none.</param>
    public bool IsShortOf(decimal? limit, Money? amount) =>
        limit is { } most
        && !(amount?.Amount <= most)
        && (ApprovedBy is null || ApprovedBy.Equals(By, StringComparison.OrdinalIgnoreCase));
}

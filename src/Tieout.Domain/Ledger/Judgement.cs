namespace Tieout.Domain.Ledger;

/// <summary>Why something was done by hand, and by whom.</summary>
/// <param name="Reason">In the words of who decided.</param>
/// <param name="ApprovedBy">Somebody else, where the amount asks for it; none otherwise.</param>
public sealed record Judgement(string Reason, string By, string? ApprovedBy = null);

namespace Tieout.Domain.Invoicing.Posting;

/// <summary>An accounting period of one legal entity; both ends included.</summary>
/// <param name="Note">Why the ledger takes nothing in it, where there is more to say.</param>
public sealed record LedgerPeriod(DateInterval Dates, PeriodStatus Status, string? Note = null)
{
    public bool IsOpen => Status is PeriodStatus.Open;
}

namespace Tieout.Domain.Invoicing.Posting;

/// <summary>An accounting period of one legal entity; both ends included.</summary>
public sealed record LedgerPeriod(DateInterval Dates, PeriodStatus Status)
{
    public bool IsOpen => Status is PeriodStatus.Open;
}

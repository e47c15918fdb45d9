namespace Tieout.Domain.Invoicing.Posting;

/// <summary>Whether a ledger takes postings in a period. Only open periods are posted to.</summary>
/// <remarks>Source: domain rules §13.</remarks>
public enum PeriodStatus
{
    Future,
    Open,
    SoftClosed,
    Closed,
    PermanentlyClosed,
}

namespace Tieout.Domain.BillableEvents.Pricing;

/// <summary>Whether a time sheet is billed.</summary>
public enum BilledStatus
{
    Unbilled,
    PartiallyBilled,
    Billed,
}

namespace Tieout.Domain.Invoicing;

/// <summary>What an invoice line charges for.</summary>
public enum InvoiceLineKind
{
    Time,
    Overage,
    Retainer,
    Schedule,
    Milestone,
    Unit,
    Progress,
    Expense,
    Discount,
    Fee,
    TrueUp,
}

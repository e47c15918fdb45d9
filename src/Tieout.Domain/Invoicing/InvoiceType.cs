namespace Tieout.Domain.Invoicing;

/// <summary>EN 16931 BT-3 in words: 380 or 381.</summary>
public enum InvoiceType
{
    Invoice,
    CreditNote,
}

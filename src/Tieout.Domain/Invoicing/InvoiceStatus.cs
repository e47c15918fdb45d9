namespace Tieout.Domain.Invoicing;

/// <summary>How far a document has come.</summary>
public enum InvoiceStatus
{
    Draft,
    Cancelled,
    Approved,
    Posted,
    Paid,
    Voided,
}

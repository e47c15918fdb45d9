namespace Tieout.Domain.Invoicing.Receivables;

/// <summary>Where an invoice stands with its payer.</summary>
public enum ReceivableStatus
{
    Open,
    PartiallyPaid,
    Disputed,
    Paid,
}

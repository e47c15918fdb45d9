namespace Tieout.Domain.Canonical;

/// <summary>Which rules the electronic invoices of a customer have to keep.</summary>
public enum ElectronicInvoicing
{
    /// <summary>EN 16931, the European standard for the contents of an invoice.</summary>
    En16931,

    /// <summary>EN 16931, and what Peppol BIS Billing 3.0 asks for besides.</summary>
    Peppol,
}

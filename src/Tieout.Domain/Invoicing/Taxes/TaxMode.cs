namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>Where on a document tax is rounded. The tax owner of the legal entity declares it.</summary>
/// <remarks>Source: domain rules §10.5.</remarks>
public enum TaxMode
{
    /// <summary>Once per category and rate. EN 16931 BR-CO-17; the default.</summary>
    PerCategory,

    /// <summary>Once per line, allowance and charge; the sum per category and rate. Xero, Wafeq.</summary>
    PerLine,

    /// <summary>Once per document.</summary>
    PerDocument,
}

namespace Tieout.Connect;

/// <summary>Codes of the hub that a target knows by codes of its own.</summary>
public enum CodeKind
{
    /// <summary>The firm's company that invoices.</summary>
    LegalEntity,

    /// <summary>As contracts and their lines name it.</summary>
    TaxCode,

    /// <summary>The account that revenue is mapped to.</summary>
    RevenueAccount,

    /// <summary>Its name, and not its values.</summary>
    Dimension,
}

namespace Tieout.Domain.Canonical;

/// <summary>VAT category codes of EN 16931 (UNTDID 5305 subset), and NT for US sales tax.</summary>
public enum TaxCategory
{
    /// <summary>Standard or reduced rate.</summary>
    S,

    /// <summary>Zero rated.</summary>
    Z,

    /// <summary>Exempt, with a reason.</summary>
    E,

    /// <summary>Reverse charge: rate 0, the customer accounts for it.</summary>
    AE,

    /// <summary>Intra-community supply of goods.</summary>
    K,

    /// <summary>Export outside the union.</summary>
    G,

    /// <summary>Outside the scope of tax; no rate.</summary>
    O,

    /// <summary>Canary Islands general indirect tax.</summary>
    L,

    /// <summary>Ceuta and Melilla tax.</summary>
    M,

    /// <summary>US: not taxed (no nexus, or not taxable).</summary>
    NT,
}

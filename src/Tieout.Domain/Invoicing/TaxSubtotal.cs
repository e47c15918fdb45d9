using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing;

/// <summary>The tax of one category and rate on a document. EN 16931 BG-23.</summary>
/// <param name="Rate">Percent.</param>
/// <param name="Taxable">Sum of the lines of this category and rate. BT-116.</param>
/// <param name="Tax">Rounded to the minor unit. BT-117.</param>
public sealed record TaxSubtotal(
    TaxCode Code,
    TaxCategory Category,
    decimal Rate,
    Money Taxable,
    Money Tax
);

using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>The tax of one category and rate. EN 16931 BG-23.</summary>
/// <param name="Rate">Percent.</param>
/// <param name="Taxable">BT-116.</param>
/// <param name="OwnTax">As the mode computes it for this group alone; may have more decimals.</param>
/// <param name="Tax">In whole minor units; the groups add up to the document's tax. BT-117.</param>
public sealed record TaxGroup(
    TaxCategory Category,
    decimal Rate,
    Money Taxable,
    Money OwnTax,
    Money Tax
);

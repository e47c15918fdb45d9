using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>A net amount with its tax: a line, or an allowance or charge of the document.</summary>
/// <param name="Amount">Net, rounded; a document allowance is positive here too.</param>
/// <param name="Rate">Percent.</param>
public sealed record TaxableItem(Money Amount, TaxCategory Category, decimal Rate);

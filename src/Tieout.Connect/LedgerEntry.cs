using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connect;

/// <summary>An entry of the general ledger as a target is told of it.</summary>
/// <param name="Reference">The target keeps it with the entry: letters, digits and hyphens.</param>
/// <param name="Date">The day it counts in the ledger.</param>
/// <param name="Currency">Functional currency of the legal entity's ledger.</param>
/// <param name="Lines">Two or more, none of zero; they add up to zero.</param>
public sealed record LedgerEntry(
    string Reference,
    LegalEntityCode LegalEntity,
    LocalDate Date,
    CurrencyCode Currency,
    string Description,
    IReadOnlyList<LedgerEntryLine> Lines
)
{
    /// <summary>Sum of the debits, which is that of the credits.</summary>
    public Money Total =>
        Money.Sum(Currency, Lines.Where(x => x.Amount.Amount > 0m).Select(x => x.Amount));
}

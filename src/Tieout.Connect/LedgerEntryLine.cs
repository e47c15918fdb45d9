using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connect;

/// <summary>One side of an entry of the general ledger.</summary>
/// <param name="Account">The target's own code of the account.</param>
/// <param name="Amount">A debit, or a negative credit.</param>
/// <param name="Dimensions">What it is analysed by; none for nothing.</param>
public sealed record LedgerEntryLine(
    string Account,
    Money Amount,
    string Description,
    ValueList<DimensionSetting>? Dimensions = null
);

using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>What a contract's month end does to an account of a ledger.</summary>
/// <param name="Account">The ledger's own code, as it was mapped then.</param>
/// <param name="Amount">A debit, or a negative credit; never zero.</param>
public sealed record JournalEntryLine(
    EngagementId Engagement,
    string Account,
    Money Amount,
    ValueList<DimensionSetting>? Dimensions = null
);

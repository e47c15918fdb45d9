using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Revenue;

/// <summary>What a contract's month end does to an account.</summary>
/// <param name="Amount">A debit, or a negative credit; never zero.</param>
/// <param name="Dimensions">What it is analysed by; lines of a balance sheet by nothing.</param>
public sealed record MonthEndJournalLine(
    EngagementId Engagement,
    AccountRole Account,
    Money Amount,
    ValueList<DimensionSetting>? Dimensions = null
);

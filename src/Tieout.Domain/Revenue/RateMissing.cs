using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Revenue;

/// <summary>A contract whose month end cannot be told in the ledger's currency.</summary>
/// <param name="Date">Of the rate that is not there, or is too old by then.</param>
public sealed record RateMissing(
    LegalEntityCode LegalEntity,
    EngagementId Engagement,
    CurrencyCode From,
    CurrencyCode To,
    LocalDate Date
);

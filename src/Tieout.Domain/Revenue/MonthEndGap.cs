using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Revenue;

/// <summary>A contract whose month end is in no journal, and why.</summary>
/// <param name="Reason">Of the catalogue, or of the notes on revenue.</param>
/// <param name="KeepsEntityOut">
/// Nothing of its legal entity is posted: a part would look as if the rest were to be taken back.
/// </param>
public sealed record MonthEndGap(
    LegalEntityCode LegalEntity,
    EngagementId Engagement,
    string Reason,
    string Message,
    bool KeepsEntityOut
);

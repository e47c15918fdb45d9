using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Rates that hold for one project, contract, customer, legal entity and so on.</summary>
/// <param name="Reference">What the level points at: a project code, a contract number.</param>
/// <param name="Currency">Must be the contract's; rates are never converted silently.</param>
/// <param name="DefaultRate">Hourly rate where no line matches; the least specific.</param>
public sealed record RateCard(
    RateCardId Id,
    long Version,
    RateLevel Level,
    string Reference,
    ValueList<RateLine> Lines,
    CurrencyCode? Currency = null,
    LocalDate? From = null,
    LocalDate? To = null,
    decimal? DefaultRate = null,
    ValueList<RateMarkup>? Markups = null
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"rate-card/{Id}";
}

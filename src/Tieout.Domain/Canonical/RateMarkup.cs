namespace Tieout.Domain.Canonical;

/// <summary>A percentage on top of a card's rates for some of the work.</summary>
/// <param name="Percent">12.5 for one eighth more.</param>
public sealed record RateMarkup(RateMatch Match, decimal Percent, LocalDate? From = null);

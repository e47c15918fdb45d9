namespace Tieout.Domain.Canonical;

/// <summary>One rate of a card, for a time and for some of the work.</summary>
/// <param name="Rate">Price of one unit, unrounded, in the card's currency; zero is a price.</param>
/// <param name="From">First service date, included; the card's own start when none.</param>
/// <param name="To">Last service date, included; open when none.</param>
/// <param name="KnownFrom">Since when the hub knew it; for ever when none.</param>
/// <param name="HoursPerUnit">Hours of a day, of the card and not of the worker.</param>
public sealed record RateLine(
    string Id,
    decimal Rate,
    RateMatch Match,
    LocalDate? From = null,
    LocalDate? To = null,
    LocalDate? KnownFrom = null,
    RateUnit Unit = RateUnit.Hour,
    decimal HoursPerUnit = 1m
);

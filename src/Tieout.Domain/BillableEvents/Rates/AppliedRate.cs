using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>The rate that prices a piece of work, and where it was found.</summary>
/// <param name="Rate">Per hour, after the card's unit and markup, unrounded.</param>
/// <param name="Line">The card's line, or <c>card/default</c> for its default rate.</param>
public sealed record AppliedRate(decimal Rate, RateLevel Level, RateCardId Card, string Line);

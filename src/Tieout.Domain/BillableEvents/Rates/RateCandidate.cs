using System.Diagnostics;

namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>A rate line that was looked at, and why it won or lost.</summary>
/// <param name="Rate">What it would have charged.</param>
/// <param name="CardVersion">As the source of the card counts.</param>
/// <param name="From">First service date of the line, else of its card; none without one.</param>
/// <param name="Source">The system that told of the card; none when it is not known.</param>
public sealed record RateCandidate(
    AppliedRate Rate,
    RateVerdict Verdict,
    long CardVersion,
    LocalDate? From,
    string? Source
)
{
    /// <summary>The verdict in words.</summary>
    public string Why =>
        Verdict switch
        {
            RateVerdict.Chosen => "prices it",
            RateVerdict.SamePrice => "the same rank and price",
            RateVerdict.Contradicts => "the same rank and another price",
            RateVerdict.Superseded => "a later-known line replaces it",
            RateVerdict.EarlierStart => "a line with a later start came first",
            RateVerdict.LessSpecific => "a line that says more about the work came first",
            RateVerdict.LowerLevel => "a card of a better level came first",
            RateVerdict.NotYetKnown => "known from a later day",
            RateVerdict.OutsideDates => "not for this service date",
            RateVerdict.OtherCurrency => "in another currency",
            RateVerdict.OtherWork => "for other work",
            _ => throw new UnreachableException(),
        };
}

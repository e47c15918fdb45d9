using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Intercompany;

/// <summary>What a month books between companies for one engagement: the difference of two figures.</summary>
/// <param name="Postings">By accounting date; what is taken back before what replaces it.</param>
/// <param name="Gaps">What is left out to the end of the month.</param>
/// <remarks>
/// Both figures are counted from the beginning, so months add up. What the figure before it is known
/// as decides where late changes fall: as it is known now, in the month of the work; as it was known
/// when it was booked, in the month that is asked for.
/// </remarks>
public sealed record IntercompanyMonth(
    EngagementId Engagement,
    YearMonth Month,
    IReadOnlyList<IntercompanyPosting> Postings,
    IReadOnlyList<IntercompanyGap> Gaps
)
{
    /// <summary>Pure. O(work).</summary>
    /// <param name="month">Its days take what changed.</param>
    /// <param name="before">What was booked before it.</param>
    /// <param name="now">To the last day of the month.</param>
    public static IntercompanyMonth Of(
        YearMonth month,
        EngagementIntercompany before,
        EngagementIntercompany now
    )
    {
        Invariant.Require(before.Engagement == now.Engagement, "a difference is of one engagement");
        var firstDay = month.ToDateInterval().Start;
        var booked = before.Times.ToDictionary(time => time.Work);
        var postings = new List<IntercompanyPosting>();
        foreach (var time in now.Times)
        {
            if (!booked.Remove(time.Work, out var earlier))
            {
                postings.Add(IntercompanyPosting.Of(time, firstDay));
            }
            else if (!time.IsBookedAs(earlier))
            {
                postings.Add(IntercompanyPosting.ReversalOf(earlier, firstDay));
                postings.Add(IntercompanyPosting.Of(time, firstDay));
            }
        }

        postings.AddRange(
            booked.Values.Select(gone => IntercompanyPosting.ReversalOf(gone, firstDay))
        );
        return new IntercompanyMonth(
            now.Engagement,
            month,
            [
                .. postings
                    .OrderBy(posting => posting.Date)
                    .ThenBy(posting => posting.Time.Work.Value, StringComparer.Ordinal)
                    .ThenByDescending(posting => posting.IsReversal),
            ],
            now.Gaps
        );
    }
}

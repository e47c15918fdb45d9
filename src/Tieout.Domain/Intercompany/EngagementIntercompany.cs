using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Intercompany;

/// <summary>What one engagement has borrowed of other companies' time to a day.</summary>
/// <param name="Times">By work; each in the version that is known.</param>
/// <param name="Gaps">What is left out; time of a borrowed person is in one of the two.</param>
/// <remarks>
/// It is computed from what was recorded, never stored. The newest version of work counts, also where
/// an invoice still waits for its credit: what a person did is no matter of what a customer was told.
/// The multiplier of a time entry is on the customer's price, not on cost and transfer price.
/// Source: domain rules §12; the choices are in docs/decisions/0022-intercompany.md.
/// </remarks>
public sealed record EngagementIntercompany(
    EngagementId Engagement,
    IReadOnlyList<IntercompanyTime> Times,
    IReadOnlyList<IntercompanyGap> Gaps
)
{
    /// <summary>Pure. O(work).</summary>
    /// <param name="whole">With all of its history: nothing let go of.</param>
    /// <param name="reference">Knows employers, prices and costs.</param>
    /// <param name="through">The last service date, included.</param>
    public static EngagementIntercompany Of(
        EngagementState whole,
        ReferenceBook reference,
        LocalDate through
    )
    {
        Invariant.Require(whole.KeepsClosedWork, $"{whole.Id} is read with all of its history");
        var borrowed = new BorrowedTime(whole, reference);
        foreach (
            var time in whole
                .Work.Values.Select(item => item.Newest)
                .OfType<TimeEntry>()
                .Where(time => !time.IsDeleted && time.WorkDate <= through)
                .OrderBy(time => time.Id.Value, StringComparer.Ordinal)
        )
        {
            borrowed.Read(time);
        }

        return new EngagementIntercompany(whole.Id, borrowed.Times, borrowed.Gaps);
    }
}

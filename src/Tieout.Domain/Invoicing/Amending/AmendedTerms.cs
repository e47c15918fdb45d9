using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>An amendment begins to count.</summary>
internal static class AmendedTerms
{
    /// <summary>Records it, unless it counts already.</summary>
    public static void TakeForce(AmendedCourse course, Amendment amendment)
    {
        if (course.State.Amendments.GetValueOrDefault(amendment.Sequence) != amendment)
        {
            course.Record(new EngagementEvent.AmendmentRecorded(amendment));
        }
    }

    /// <summary>Looks at open work under the terms as they are now.</summary>
    public static void Reassess(AmendedCourse course) =>
        course.Record(BillableEvents.Reassess.OpenWork(course.State, course.Reference));
}

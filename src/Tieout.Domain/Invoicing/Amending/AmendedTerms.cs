using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>How amended terms begin to count.</summary>
internal static class AmendedTerms
{
    /// <summary>
    /// Terms that would change what was billed are withheld until their plan is approved; all others
    /// count at once. Drafts that they touch are given up.
    /// </summary>
    /// <param name="counts">Records that they count.</param>
    public static Decision<EngagementEvent> Heard(
        EngagementState state,
        ReferenceBook reference,
        Amendment amendment,
        EngagementEvent counts
    )
    {
        var reach = AmendmentReach.Of(state, reference, amendment);
        var course = new AmendedCourse(state, reference, "amendment");
        course.Record(AmendedDrafts.Cancelled(reach, state));
        if (reach.Documents.Count == 0)
        {
            course.Record(counts);
        }
        else
        {
            var date = reach.Documents.Max(x => x.Invoice.InvoiceDate);
            var impact = ImpactAnalysis.Of(state, reference, amendment, choice: null, date);
            course.Record(new EngagementEvent.AmendmentWithheld(amendment, impact.Net));
        }

        Reassess(course);
        return Decision<EngagementEvent>.Accept(course.Events);
    }

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
        course.Record(
            BillableEvents.Reassess.OpenWork(course.State, course.Reference, before: course.Before)
        );
}

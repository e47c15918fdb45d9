using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Works out what an amendment means before anything moves.</summary>
public static class ImpactAnalysis
{
    /// <summary>Pure; the paid documents in its interval have to be open.</summary>
    /// <param name="amendment">Withheld, or in force where rates have changed since.</param>
    /// <param name="choice">The least that is right when none.</param>
    /// <param name="date">On the documents.</param>
    /// <param name="by">Approves the documents; part of no plan's id.</param>
    /// <param name="calendars">Of the ledgers that take the documents of a legal entity, as far as known.</param>
    public static AmendmentImpact Of(
        EngagementState state,
        ReferenceBook reference,
        Amendment amendment,
        AmendmentChoice? choice,
        LocalDate date,
        string by = "plan",
        IReadOnlyDictionary<LegalEntityCode, PostingCalendar>? calendars = null
    )
    {
        var reach = AmendmentReach.Of(state, reference, amendment);
        var uncorrected = Uncorrected(state);
        var rebilled = Begun(uncorrected);
        var before = rebilled.State;
        var windows = Rebilling.Run(reach, rebilled, amendment, date);
        var changes = BilledChanges.Of(reach, before, rebilled.State, windows, reference.Version);
        var differences = DifferenceDocuments.Of(before, reach, changes, windows);
        var whyWhole = reach.WhyWhole ?? differences.WhyWhole ?? changes.WhyWhole;
        var chosen =
            choice ?? (whyWhole is null ? AmendmentChoice.Delta : AmendmentChoice.CreditAndRebill);
        var course = rebilled;
        if (chosen is not AmendmentChoice.CreditAndRebill && rebilled.Obstacle is null)
        {
            course = Begun(state);
            AmendedTerms.TakeForce(course, amendment);
            if (chosen is AmendmentChoice.Waive)
            {
                course.Record(WaivedRates.Of(before, changes, reference.Version));
            }
            else
            {
                Differ(course, differences, changes, whyWhole, amendment, date);
            }

            AmendedTerms.Reassess(course);
        }
        else if (!ReferenceEquals(uncorrected, state))
        {
            course = Begun(state);
            windows = Rebilling.Run(reach, course, amendment, date);
        }

        return ImpactReport.Of(
            new ImpactReport.Findings(
                state,
                reach,
                amendment,
                chosen,
                date,
                whyWhole,
                changes,
                windows,
                course,
                chosen is AmendmentChoice.Waive ? differences.Net : null,
                calendars
            )
        );

        AmendedCourse Begun(EngagementState from) => Course(from, reference, by, reach);
    }

    /// <summary>Drafts that the amendment would change are given up first.</summary>
    private static AmendedCourse Course(
        EngagementState state,
        ReferenceBook reference,
        string by,
        AmendmentReach reach
    )
    {
        var course = new AmendedCourse(state, reference, by);
        course.Record(AmendedDrafts.Cancelled(reach, state));
        return course;
    }

    /// <summary>
    /// What was billed changes as it was billed. A newer version that waits is credited and billed
    /// anew afterwards, at what the work has come to by then; what another has billed too stands.
    /// </summary>
    private static EngagementState Uncorrected(EngagementState state)
    {
        var disputed = state
            .Work.Values.Where(item =>
                item.Held is not null
                || (
                    item.IsInvoiced
                    && item.Work is { IsBilledElsewhere: true } or { BillingEvent: not null }
                )
            )
            .ToList();
        return disputed.Count == 0
            ? state
            : state with
            {
                Work = state.Work.SetItems(
                    disputed.Select(item =>
                        KeyValuePair.Create(
                            item.Work.Id,
                            item with
                            {
                                Held = null,
                                Work = item.Work.WithoutForeignBilling(),
                            }
                        )
                    )
                ),
            };
    }

    private static void Differ(
        AmendedCourse course,
        DifferenceDocuments differences,
        BilledChanges changes,
        string? whyWhole,
        Amendment amendment,
        LocalDate date
    )
    {
        if (whyWhole is null)
        {
            differences.Place(course, changes, amendment, date);
            return;
        }

        course.Refuse(
            AmendmentRejections.DeltaNotPossible(course.State.Id, amendment.Sequence, whyWhole)
        );
    }
}

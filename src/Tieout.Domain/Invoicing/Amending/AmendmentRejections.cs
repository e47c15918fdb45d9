using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Why a plan of an amendment is refused.</summary>
public static class AmendmentRejections
{
    public static Rejection Unknown(EngagementId engagement, int sequence) =>
        new(
            "invoicing.amendment-unknown",
            $"Contract {engagement} has no amendment {sequence}, or its contract has not arrived."
        );

    public static Rejection NothingToPlan(EngagementId engagement, int sequence) =>
        new(
            "invoicing.amendment-changes-nothing",
            $"Amendment {sequence} of {engagement} counts already and changes nothing that was billed."
        );

    public static Rejection DeltaNotPossible(EngagementId engagement, int sequence, string why) =>
        new(
            "invoicing.delta-not-possible",
            $"Amendment {sequence} of {engagement} cannot be billed as a difference, because of "
                + $"{why}; choose credit and rebill, or waive it."
        );

    public static Rejection UnknownPlan(EngagementId engagement, string plan) =>
        new(
            "invoicing.plan-unknown",
            $"Nobody has proposed a plan {plan} for {engagement}; plan first, and say by whom."
        );

    public static Rejection OutOfDate(string plan) =>
        new(
            "invoicing.plan-out-of-date",
            $"What plan {plan} was made for has changed since; plan again and look at the new one."
        );

    public static Rejection OwnPlan(string plan, string by) =>
        new(
            "invoicing.plan-needs-second-person",
            $"{by} wrote the amendment or proposed plan {plan}; somebody else has to approve it."
        );
}

using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.ProjectSetup;

/// <summary>Why master data is refused.</summary>
public static class ProjectSetupRejections
{
    public static Rejection ConflictingVersion(CanonicalFact fact) =>
        new(
            "project-setup.conflicting-version",
            $"{fact.Identity} version {fact.Version} came twice with different contents; "
                + "the first is kept. Correct it at the source, which raises the version."
        );

    /// <summary>A copy that says something else than the owner, or comes before it.</summary>
    /// <param name="told">By a system that does not own it.</param>
    /// <param name="owner">The system that does.</param>
    /// <param name="known">What the hub holds of it, if anything.</param>
    public static Rejection NotTheOwner(CanonicalFact told, string owner, CanonicalFact? known) =>
        new(
            ReasonCode.StaleMaster.Value,
            known is null
            || known.Source is { } other && !other.Equals(owner, StringComparison.Ordinal)
                ? $"{told.Source} tells of {told.Identity}; {owner} owns it and has not told of it."
                : $"{told.Source} says otherwise than {owner}, which owns {told.Identity}, in: "
                    + $"{string.Join(", ", FactDifferences.Of(known, told))}."
        );

    public static Rejection CustomerCycle(Customer customer) =>
        new(
            "project-setup.customer-cycle",
            $"Customer {customer.Code} would be its own parent; correct the hierarchy at the source."
        );

    public static Rejection OtherEngagement(CanonicalFact fact) =>
        new(
            "project-setup.other-engagement",
            $"{fact.Identity} belongs to another engagement; it was routed wrongly."
        );

    public static Rejection ProjectMoved(Project project, EngagementId known) =>
        new(
            "project-setup.project-moved",
            $"Project {project.Code} belongs to engagement {known} and cannot move to "
                + $"{project.Engagement}, since its work is there; set up a new project code."
        );
}

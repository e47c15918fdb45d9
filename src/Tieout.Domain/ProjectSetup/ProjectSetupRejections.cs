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

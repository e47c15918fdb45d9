using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A deliverable with a price, billed when the customer has accepted it.</summary>
/// <param name="Due">Expected acceptance; past it, an unaccepted milestone is an exception.</param>
/// <param name="Accepted">The day of acceptance; none while it is open.</param>
public sealed record Milestone(
    WorkId Id,
    long Version,
    ProjectCode Project,
    ContractLineId Line,
    string Name,
    Money Amount,
    LocalDate Due,
    LocalDate? Accepted = null,
    bool IsDeleted = false
) : Work
{
    public override WorkId Id { get; init; } = Id;

    public override long Version { get; init; } = Version;

    public override ProjectCode Project { get; init; } = Project;

    public override Effort Effort { get; init; }

    public override bool IsDeleted { get; init; } = IsDeleted;

    public override LocalDate ServiceDate => Accepted ?? Due;
}

using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A row of a fixed-fee schedule that has fallen due. Made by the hub, not by a source.</summary>
/// <param name="Due">The row's date: billed by the first run on or after it.</param>
public sealed record ScheduledFee(
    WorkId Id,
    long Version,
    ProjectCode Project,
    ContractLineId Line,
    Money Amount,
    LocalDate Due,
    bool IsDeleted = false
) : Work
{
    public override WorkId Id { get; init; } = Id;

    public override long Version { get; init; } = Version;

    public override ProjectCode Project { get; init; } = Project;

    public override Effort Effort { get; init; }

    public override bool IsDeleted { get; init; } = IsDeleted;

    public override LocalDate ServiceDate => Due;
}

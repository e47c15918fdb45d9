using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Units that were delivered, priced by their contract line.</summary>
/// <param name="Quantity">May have any number of decimals.</param>
public sealed record UnitDelivery(
    WorkId Id,
    long Version,
    ProjectCode Project,
    ContractLineId Line,
    LocalDate Date,
    decimal Quantity,
    bool IsDeleted = false
) : Work
{
    public override WorkId Id { get; init; } = Id;

    public override long Version { get; init; } = Version;

    public override ProjectCode Project { get; init; } = Project;

    public override Effort Effort { get; init; }

    public override bool IsDeleted { get; init; } = IsDeleted;

    public override LocalDate ServiceDate => Date;
}

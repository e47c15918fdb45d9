using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Domain.Canonical;

/// <summary>An amount that a billing run works out for one document. Made by the hub.</summary>
/// <remarks>
/// A retainer's fee, an overage, progress, a line discount or fee, a true-up. It exists with its
/// document only: freed, it is taken back, and the next run works it out anew.
/// </remarks>
/// <param name="Amount">Rounded; below zero for a discount.</param>
/// <param name="Date">Last day of the billing window.</param>
public sealed record Charge(
    WorkId Id,
    long Version,
    ProjectCode Project,
    ContractLineId Line,
    InvoiceLineKind Kind,
    Money Amount,
    LocalDate Date,
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

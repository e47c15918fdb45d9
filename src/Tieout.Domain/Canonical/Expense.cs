using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Money somebody spent for a project.</summary>
/// <param name="Amount">As on the receipt, tax included, in the receipt's currency.</param>
/// <param name="IsSubcontractor">Passed on from a vendor, whose bill must be there.</param>
/// <param name="VendorInvoice">The vendor's bill that it was matched with.</param>
/// <param name="RecoverableTax">Part of the amount that the firm gets back; same currency.</param>
/// <param name="IsInFinancials">Cleared: its source keeps it out of the financials for now.</param>
public sealed record Expense(
    WorkId Id,
    long Version,
    ProjectCode Project,
    ResourceCode Resource,
    LocalDate Date,
    Money Amount,
    Money RecoverableTax,
    ApprovalStatus Status,
    string? Category = null,
    bool HasReceipt = false,
    bool IsBillable = true,
    bool IsDeleted = false,
    bool IsSubcontractor = false,
    string? VendorInvoice = null,
    bool IsInFinancials = true
) : Work
{
    public override WorkId Id { get; init; } = Id;

    public override long Version { get; init; } = Version;

    public override ProjectCode Project { get; init; } = Project;

    public override Effort Effort { get; init; }

    public override bool IsDeleted { get; init; } = IsDeleted;

    public override LocalDate ServiceDate => Date;
}

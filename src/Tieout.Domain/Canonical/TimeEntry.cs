using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Time that somebody worked, as its home system tells it.</summary>
/// <param name="WorkDate">Calendar day at the place of work, not UTC.</param>
/// <param name="Effort">As captured; more than zero and at most 24 hours.</param>
/// <param name="Role">The role worked in; chooses the rate.</param>
/// <param name="Multiplier">On the resolved rate: 1.5 for overtime; at least zero.</param>
/// <param name="IsConfirmedDuplicate">Its source says that it looks like another and is not the same.</param>
/// <param name="Rate">
/// Per hour, before the multiplier: what its source approved with the time. It comes before every card but
/// one of the entry itself; the cards decide when there is none.
/// </param>
/// <param name="IsInFinancials">Cleared: its source keeps it out of the financials for now.</param>
public sealed record TimeEntry(
    WorkId Id,
    long Version,
    ProjectCode Project,
    ResourceCode Resource,
    LocalDate WorkDate,
    Effort Effort,
    ApprovalStatus Status,
    bool IsBillable = true,
    TaskCode? Task = null,
    string? Role = null,
    string? Grade = null,
    string? Location = null,
    string? ResourcingUnit = null,
    string? WorkType = null,
    string? Assignment = null,
    decimal Multiplier = 1m,
    string? Note = null,
    bool IsDeleted = false,
    bool IsInFinancials = true,
    bool IsConfirmedDuplicate = false,
    Money? Rate = null
) : Work
{
    public override WorkId Id { get; init; } = Id;

    public override long Version { get; init; } = Version;

    public override ProjectCode Project { get; init; } = Project;

    public override Effort Effort { get; init; } = Effort;

    public override bool IsDeleted { get; init; } = IsDeleted;

    public override LocalDate ServiceDate => WorkDate;
}

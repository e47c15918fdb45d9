using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A person's place on a project for a time; rate cards may refer to it.</summary>
/// <param name="Code">Unique in the firm; the reference of a card at the assignment level.</param>
/// <param name="From">First day, included.</param>
/// <param name="To">Last day, included; open when none.</param>
public sealed record Assignment(
    string Code,
    long Version,
    ResourceCode Resource,
    ProjectCode Project,
    LocalDate From,
    LocalDate? To = null,
    TaskCode? Task = null,
    string? Role = null
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"assignment/{Code}";
}

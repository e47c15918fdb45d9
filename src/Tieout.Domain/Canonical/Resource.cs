using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A person who works on projects.</summary>
/// <param name="Role">Default role where a time entry names none.</param>
public sealed record Resource(
    ResourceCode Code,
    long Version,
    string Name,
    LegalEntityCode? LegalEntity = null,
    string? Role = null,
    bool IsActive = true
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"resource/{Code}";
}

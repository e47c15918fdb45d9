using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Which account of a legal entity's chart plays a role.</summary>
/// <param name="Account">Code or name in the entity's own chart.</param>
public sealed record AccountMapping(
    LegalEntityCode LegalEntity,
    AccountRole Role,
    long Version,
    string Account
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"account-mapping/{LegalEntity}/{Role}";
}

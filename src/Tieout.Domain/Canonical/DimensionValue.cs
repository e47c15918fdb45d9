using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A value that a ledger knows for one of its dimensions.</summary>
/// <param name="LegalEntity">Whose ledger knows it; every company's when none.</param>
/// <param name="From">First service date it may be used for, included; open when none.</param>
/// <param name="To">Last service date, included; open when none.</param>
/// <param name="IsBlocked">It may not be used any more, whatever the date.</param>
/// <param name="NotWith">Values of other dimensions that do not go together with it.</param>
public sealed record DimensionValue(
    DimensionSetting Setting,
    long Version,
    LegalEntityCode? LegalEntity = null,
    LocalDate? From = null,
    LocalDate? To = null,
    bool IsBlocked = false,
    ValueList<DimensionSetting>? NotWith = null
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity =>
        LegalEntity is { } entity
            ? $"dimension-value/{entity}/{Setting}"
            : $"dimension-value/{Setting}";

    internal bool IsUsableOn(LocalDate day) =>
        !IsBlocked && (From is null || From <= day) && (To is null || day <= To);
}

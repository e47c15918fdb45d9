using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>What an hour of a company's people costs it.</summary>
/// <param name="LegalEntity">Who employs them.</param>
/// <param name="From">First service date, included; from ever when none.</param>
/// <param name="HourlyCost">Unrounded, in the currency of the payroll; zero is a cost.</param>
/// <param name="Resource">One person; everybody when none.</param>
/// <param name="Role">The role worked in; every role when none.</param>
/// <param name="To">Last service date, included; open when none.</param>
public sealed record CostRate(
    LegalEntityCode LegalEntity,
    LocalDate? From,
    long Version,
    Money HourlyCost,
    ResourceCode? Resource = null,
    string? Role = null,
    LocalDate? To = null
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity =>
        $"cost-rate/{LegalEntity}/{LocalDatePattern.Iso.Format(From ?? LocalDate.MinIsoValue)}"
        + (Resource is null ? string.Empty : $"/resource/{Resource}")
        + (Role is null ? string.Empty : $"/role/{Role}");
}

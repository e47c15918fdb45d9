using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Which work a rate line is for; what is left out matches everything.</summary>
/// <param name="Scope">Has to hold as well and has no weight; everything when none.</param>
/// <remarks>In order of weight when two lines match: the first difference decides.</remarks>
public sealed record RateMatch(
    ResourceCode? Resource = null,
    TaskCode? Task = null,
    string? Role = null,
    string? Grade = null,
    string? Location = null,
    string? ResourcingUnit = null,
    string? WorkType = null,
    RateScope? Scope = null
)
{
    public static RateMatch Everything { get; } = new();
}

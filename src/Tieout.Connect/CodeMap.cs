using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connect;

/// <summary>A map of a connection's settings, from codes of the hub to the target's.</summary>
/// <param name="Setting">Its name in the configuration: <c>taxes</c>.</param>
/// <param name="Kind">Which codes it translates.</param>
/// <param name="Codes">Those that it lists.</param>
/// <param name="Unlisted">What becomes of the others.</param>
public sealed record CodeMap(
    string Setting,
    CodeKind Kind,
    IReadOnlySet<string> Codes,
    UnlistedCode Unlisted
)
{
    /// <summary>A map as settings keep it.</summary>
    public static CodeMap Of(
        string setting,
        CodeKind kind,
        IEnumerable<string> codes,
        UnlistedCode unlisted
    ) => new(setting, kind, codes.ToHashSet(StringComparer.Ordinal), unlisted);

    /// <summary>The companies of a target, which writes for no other.</summary>
    public static CodeMap OfCompanies(IEnumerable<LegalEntityCode> entities) =>
        Of("companies", CodeKind.LegalEntity, entities.Select(x => x.Value), UnlistedCode.Refused);
}

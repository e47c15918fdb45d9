using System.Collections.Frozen;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>How the tax registrations of a country are written.</summary>
/// <remarks>
/// The form alone: whether a number was given to somebody is for the country to say. Source: European
/// Commission, VIES FAQ, "VAT identification number structure"; EN 16931 BR-CO-09 for the prefix;
/// HMRC notice 700; Swiss UID ordinance (SR 431.031) and VAT act; Norwegian value added tax regulation.
/// </remarks>
public static class TaxIdForm
{
    // 9 is a digit, a a letter, x a letter or a digit, s one of these or + or *; others are themselves.
    private static readonly FrozenDictionary<string, string[]> Forms = new Dictionary<
        string,
        string
    >(StringComparer.Ordinal)
    {
        ["AT"] = "ATU99999999",
        ["BE"] = "BE0999999999 BE1999999999",
        ["BG"] = "BG999999999 BG9999999999",
        ["CH"] = "CHE999999999 CHE999999999MWST CHE999999999TVA CHE999999999IVA",
        ["CY"] = "CY99999999a",
        ["CZ"] = "CZ99999999 CZ999999999 CZ9999999999",
        ["DE"] = "DE999999999",
        ["DK"] = "DK99999999",
        ["EE"] = "EE999999999",
        ["ES"] = "ESa9999999x ESx9999999a",
        ["FI"] = "FI99999999",
        ["FR"] = "FRxx999999999",
        ["GB"] =
            "GB999999999 GB999999999999 GBGD999 GBHA999 XI999999999 XI999999999999 XIGD999 XIHA999",
        ["GR"] = "EL999999999",
        ["HR"] = "HR99999999999",
        ["HU"] = "HU99999999",
        ["IE"] = "IE9s99999a IE9999999aa",
        ["IT"] = "IT99999999999",
        ["LT"] = "LT999999999 LT999999999999",
        ["LU"] = "LU99999999",
        ["LV"] = "LV99999999999",
        ["MT"] = "MT99999999",
        ["NL"] = "NLsssssssssB99",
        ["NO"] = "999999999MVA NO999999999MVA",
        ["PL"] = "PL9999999999",
        ["PT"] = "PT999999999",
        ["RO"] = "RO99 RO999 RO9999 RO99999 RO999999 RO9999999 RO99999999 RO999999999 RO9999999999",
        ["SE"] = "SE999999999999",
        ["SI"] = "SI99999999",
        ["SK"] = "SK9999999999",
    }.ToFrozenDictionary(x => x.Key, x => x.Value.Split(' '), StringComparer.Ordinal);

    /// <summary>
    /// Whether there is a registration, and in the form of the country where that is known. Case,
    /// spaces, points and hyphens do not count.
    /// </summary>
    /// <param name="country">ISO 3166-1 alpha-2: GR for Greece, though its numbers begin with EL.</param>
    /// <param name="taxId">With its prefix.</param>
    public static bool IsMetBy(string country, string? taxId)
    {
        var written = string.Concat(taxId?.Where(x => x is not (' ' or '.' or '-')) ?? [])
            .ToUpperInvariant();
        return written.Length > 0
            && (
                !Forms.TryGetValue(country, out var forms)
                || forms.Any(form => IsWrittenAs(written, form))
            );
    }

    private static bool IsWrittenAs(string written, string form) =>
        written.Length == form.Length
        && written
            .Zip(form)
            .All(x =>
                x.Second switch
                {
                    '9' => char.IsAsciiDigit(x.First),
                    'a' => char.IsAsciiLetterUpper(x.First),
                    'x' => IsLetterOrDigit(x.First),
                    's' => IsLetterOrDigit(x.First) || x.First is '+' or '*',
                    var other => x.First == other,
                }
            );

    private static bool IsLetterOrDigit(char x) =>
        char.IsAsciiLetterUpper(x) || char.IsAsciiDigit(x);
}

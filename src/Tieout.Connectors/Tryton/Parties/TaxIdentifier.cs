using System.Collections.Frozen;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tryton.Parties;

/// <summary>Which type of identifier a country's tax registration has in Tryton.</summary>
internal static class TaxIdentifier
{
    private const string EuropeanVat = "eu_vat";

    // EL is Greece's prefix, XI is Northern Ireland's.
    private static readonly FrozenSet<string> UnionPrefixes =
        "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI"
            .Split(' ')
            .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> National = new Dictionary<
        string,
        string
    >(StringComparer.Ordinal)
    {
        ["GB"] = "gb_vat",
        ["NO"] = "no_mva",
        ["CH"] = "ch_vat",
        ["CA"] = "ca_bn",
        ["AU"] = "au_abn",
        ["NZ"] = "nz_ird",
        ["US"] = "us_ein",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>None where Tryton would not check it.</summary>
    public static string? TypeOf(string country, string taxId) =>
        taxId.Length > 2 && UnionPrefixes.Contains(taxId[..2])
            ? EuropeanVat
            : National.GetValueOrDefault(country);

    /// <summary>Commands for <c>party.identifiers</c>.</summary>
    public static object[] Create(string? type, string code)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["type"] = type,
            ["code"] = code,
        };
        return ["create", new object[] { values }];
    }

    /// <summary>The same values with an untyped identifier; none if there was no typed one.</summary>
    public static Dictionary<string, object?>? WithoutType(
        Customer customer,
        Dictionary<string, object?> values
    )
    {
        if (
            customer.TaxId is not { } taxId
            || TypeOf(customer.Country, taxId) is null
            || !values.ContainsKey("identifiers")
        )
        {
            return null;
        }

        return new Dictionary<string, object?>(values, StringComparer.Ordinal)
        {
            ["identifiers"] = new object[] { Create(type: null, taxId) },
        };
    }
}

using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>Who levies a tax, where and at which rate.</summary>
/// <param name="Region">State or province; none for a whole country.</param>
/// <param name="Level">Country, State, County, City or Special.</param>
/// <param name="Rate">A fraction: 0.065.</param>
/// <param name="PostalCodes">What the codes of its addresses begin with; any when empty.</param>
/// <param name="Cities">Its addresses are there; any when empty.</param>
/// <param name="TaxCodes">What the codes that it is for begin with; any when empty.</param>
/// <param name="From">First tax date.</param>
/// <param name="To">Last tax date.</param>
internal sealed record AvaTaxJurisdiction(
    string Country,
    string? Region,
    string Level,
    string Code,
    string Name,
    decimal Rate,
    IReadOnlyList<string> PostalCodes,
    IReadOnlyList<string> Cities,
    IReadOnlyList<string> TaxCodes,
    DateOnly? From,
    DateOnly? To,
    string StateAssignedNo
)
{
    public const string Kind = "jurisdictions";

    private static readonly string[] Levels = ["Country", "State", "County", "City", "Special"];

    /// <summary>As the table keeps it; the same row again takes its place.</summary>
    public string Key =>
        $"{Country}/{Region}/{Level}/{Code}/{From?.Written()}/{string.Join(',', TaxCodes)}";

    /// <summary>Reads a row of the table.</summary>
    public static AvaTaxJurisdiction Read(JsonObject row) =>
        new(
            Needed(row, "country").ToUpperInvariant(),
            row.TextAt("region")?.ToUpperInvariant(),
            row.OneOf("level", Levels) ?? throw AvaTaxErrors.Required("level"),
            Needed(row, "code"),
            Needed(row, "name"),
            row.NumberAt("rate") ?? throw AvaTaxErrors.Required("rate"),
            Texts(row, "postalCodes"),
            Texts(row, "cities"),
            Texts(row, "taxCodes"),
            row.DateAt("from"),
            row.DateAt("to"),
            row.Text("stateAssignedNo")
        );

    public bool IsOf(AvaTaxPlace place) =>
        Is(Country, place.Country)
        && (Region is null || Is(Region, place.Region))
        && (PostalCodes.Count == 0 || PostalCodes.Any(x => Begins(place.PostalCode, x)))
        && (Cities.Count == 0 || Cities.Any(x => Is(x, place.City)));

    public bool IsOn(DateOnly date) => (From is null || From <= date) && (To is null || date <= To);

    /// <summary>How well it fits a tax code; none when it is not for it.</summary>
    public int? FitOf(string taxCode) =>
        TaxCodes.Count == 0 ? 0
        : TaxCodes.Where(x => Begins(taxCode, x)).Select(x => x.Length).ToList() is [_, ..] found
            ? found.Max()
        : null;

    private static string Needed(JsonObject row, string name) =>
        row.TextAt(name) is { Length: > 0 } text ? text : throw AvaTaxErrors.Required(name);

    private static List<string> Texts(JsonObject row, string name) =>
        row[name] is JsonArray list ? [.. list.Select(x => x!.ToString())] : [];

    private static bool Is(string left, string right) =>
        left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static bool Begins(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}

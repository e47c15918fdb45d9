using System.Text.Json.Nodes;

namespace Tieout.Sandbox.AvaTax;

/// <summary>An address of a transaction.</summary>
/// <param name="Region">The country where none was sent, as recorded answers show it.</param>
internal sealed record AvaTaxPlace(
    string Line1,
    string Line2,
    string Line3,
    string City,
    string Region,
    string PostalCode,
    string Country
)
{
    private static readonly string[] WithRegions = ["US", "CA"];

    /// <summary>Reads one that was sent.</summary>
    /// <exception cref="Serving.Json.JsonRefusalException">It is not enough to find a place by.</exception>
    public static AvaTaxPlace Read(JsonObject sent, AvaTaxTable table)
    {
        // Without a country it is one of the United States [U].
        var country = sent.Text("country") is { Length: > 0 } told ? told.ToUpperInvariant() : "US";
        var place = new AvaTaxPlace(
            sent.Text("line1"),
            sent.Text("line2"),
            sent.Text("line3"),
            sent.Text("city"),
            sent.Text("region").ToUpperInvariant(),
            sent.Text("postalCode"),
            country
        );
        if (!WithRegions.Contains(country, StringComparer.Ordinal))
        {
            return place.Region.Length > 0 ? place : place with { Region = country };
        }

        if (
            place is { PostalCode: "" }
            && (place.Line1.Length == 0 || place.City.Length == 0 || place.Region.Length == 0)
        )
        {
            throw AvaTaxErrors.IncompleteAddress(
                $"'{place.Line1} {place.City} {place.Region}'".Trim()
            );
        }

        return place.Region.Length > 0 ? place
            : table.RegionOf(country, place.PostalCode) is { } region
                ? place with
                {
                    Region = region,
                }
            : throw AvaTaxErrors.IncompleteAddress($"'{place.PostalCode}'");
    }
}

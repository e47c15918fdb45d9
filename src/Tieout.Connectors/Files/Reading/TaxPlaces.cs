using Tieout.Connectors.Files.Layouts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Reading;

/// <summary>Places where tax is owed, in a row.</summary>
internal static class TaxPlaces
{
    public static string? TaxPlace(this Row row, Column column) =>
        row.Value(column) is { } text ? Checked(row, column, text) : null;

    public static ValueList<string>? ManyTaxPlaces(this Row row, Column column) =>
        row.Names(column) is { } places
            ? [.. places.Select(place => Checked(row, column, place))]
            : null;

    /// <summary>The second part of a place: TX of US-TX.</summary>
    public static string? Region(this Row row, Column column)
    {
        var text = row.Value(column);
        if (text is not null && !Domain.Invoicing.Taxes.TaxPlace.IsRegion(text))
        {
            row.Fail(
                column,
                "files.bad-region",
                "is no state or province; write TX and not its name"
            );
        }

        return text;
    }

    private static string Checked(Row row, Column column, string place)
    {
        if (!Domain.Invoicing.Taxes.TaxPlace.IsValid(place))
        {
            row.Fail(
                column,
                "files.bad-place",
                "is no country or region; write DE, or US-TX with the region"
            );
        }

        return place;
    }
}

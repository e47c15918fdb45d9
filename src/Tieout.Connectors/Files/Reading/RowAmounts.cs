using Tieout.Connectors.Files.Layouts;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Files.Reading;

/// <summary>Amounts and percentages of agreements, none of which is below zero.</summary>
internal static class RowAmounts
{
    private const decimal PercentMax = 1_000m;

    public static decimal NonNegative(this Row row, Column column) =>
        row.NumberBetween(column, 0m, FieldForms.NumberMax);

    public static decimal? OptionalNonNegative(this Row row, Column column) =>
        row.OptionalNumberBetween(column, 0m, FieldForms.NumberMax);

    public static Money Amount(this Row row, Column column, CurrencyCode currency) =>
        new(row.NonNegative(column), currency);

    public static Money? OptionalAmount(this Row row, Column column, CurrencyCode currency) =>
        row.OptionalNonNegative(column) is { } amount ? new Money(amount, currency) : null;

    /// <summary>A part of a whole: 0 to 100.</summary>
    public static decimal? Percent(this Row row, Column column) =>
        row.OptionalNumberBetween(column, 0m, 100m);

    /// <summary>On top of something: 0 to 1,000.</summary>
    public static decimal? PercentOnTop(this Row row, Column column) =>
        row.OptionalNumberBetween(column, 0m, PercentMax);

    /// <summary>Fails where a column is filled that says nothing without another.</summary>
    public static void RequireBeside(
        this Row row,
        Column needed,
        params ReadOnlySpan<Column> dependents
    )
    {
        if (row.Has(needed))
        {
            return;
        }

        foreach (var dependent in dependents)
        {
            if (row.Has(dependent))
            {
                row.Fail(
                    needed,
                    "files.missing-value",
                    $"is empty, but {dependent.Name} is filled{LikeWhat(needed)}"
                );
            }
        }
    }

    /// <summary>An example for the end of a sentence; a column that is rarely filled has none of its own.</summary>
    private static string LikeWhat(Column column) =>
        column.Example.Length > 0 ? $"; write it like {column.Example}"
        : column.Form is ColumnForm.Currency ? "; write it like GBP"
        : string.Empty;

    /// <summary>Fails where a column is filled that is for something else only.</summary>
    /// <param name="row">The row.</param>
    /// <param name="purpose">What the columns are for: <c>retainer lines</c>.</param>
    /// <param name="columns">Must be empty.</param>
    public static void RequireEmpty(
        this Row row,
        string purpose,
        params ReadOnlySpan<Column> columns
    )
    {
        foreach (var column in columns)
        {
            if (row.Has(column))
            {
                row.Fail(column, "files.not-for-this", $"is for {purpose} only; leave it empty");
            }
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>A row of a query: all values are texts, and what is empty is not there.</summary>
internal sealed class NetSuiteRow(JsonObject row)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>A value; empty when it is not there.</summary>
    public string this[string column] => row[column]?.ToString() ?? string.Empty;

    /// <summary>A value that has to be there.</summary>
    /// <exception cref="ConnectorException">It is not.</exception>
    public string Text(string column) =>
        this[column] is { Length: > 0 } text
            ? text
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"A row of NetSuite has no {column}."
            );

    public decimal? Amount(string column) =>
        decimal.TryParse(
            this[column],
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
            : null;

    /// <summary>An amount that has to be there.</summary>
    /// <exception cref="ConnectorException">It is not.</exception>
    public decimal Required(string column) =>
        Amount(column)
        ?? throw new ConnectorException(
            ConnectorFault.Contract,
            $"A row of NetSuite has no readable {column}."
        );

    /// <summary>A day that was asked for as <c>TO_CHAR(…, 'YYYY-MM-DD')</c>.</summary>
    /// <exception cref="ConnectorException">It is not there, or is none.</exception>
    public DateOnly Day(string column) =>
        DateOnly.TryParseExact(
            this[column],
            DayFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"NetSuite told '{this[column]}' for {column}, which is no day."
            );

    /// <summary>Whether a box is ticked.</summary>
    /// <exception cref="ConnectorException">It is not told.</exception>
    public bool Is(string column) =>
        Text(column) switch
        {
            "T" => true,
            "F" => false,
            var other => throw new ConnectorException(
                ConnectorFault.Contract,
                $"NetSuite told '{other}' for {column}, which is neither T nor F."
            ),
        };
}

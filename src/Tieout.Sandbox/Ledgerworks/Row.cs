using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Reads stored values back by column.</summary>
internal static class Row
{
    public static string? Text(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Number(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    public static decimal Exact(this SqliteDataReader row, int column) =>
        decimal.Parse(row.GetString(column), CultureInfo.InvariantCulture);

    public static decimal? ExactOrNone(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Exact(column);

    public static DateOnly Date(this SqliteDataReader row, int column) =>
        DateOnly.ParseExact(row.GetString(column), "O", CultureInfo.InvariantCulture);

    public static DateOnly? DateOrNone(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Date(column);

    public static decimal Major(this SqliteDataReader row, int column, string currency) =>
        Minor.ToMajor(row.GetInt64(column), currency);
}

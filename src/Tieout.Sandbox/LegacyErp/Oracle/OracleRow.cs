using System.Globalization;

namespace Tieout.Sandbox.LegacyErp.Oracle;

/// <summary>A row of an interface table, by the names of its columns.</summary>
internal sealed class OracleRow(string[] names, string[] values)
{
    /// <summary>A field; empty when there is no such column.</summary>
    public string this[string name] =>
        Array.IndexOf(names, name) is >= 0 and var i && i < values.Length
            ? values[i]
            : string.Empty;

    /// <summary>A field that is a number; zero when it is none.</summary>
    public decimal Number(string name) =>
        decimal.TryParse(
            this[name],
            NumberStyles.Number,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : 0m;
}

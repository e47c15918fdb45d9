using System.Globalization;
using System.Text.RegularExpressions;

namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>One statement that changes read tables, the same for both stores.</summary>
/// <remarks>
/// Values are given in the order in which their names first appear; a name may appear again.
/// </remarks>
public sealed partial class RowStatement
{
    /// <summary>Prepares the text; made once and kept in a static field.</summary>
    public RowStatement(string sql)
    {
        Sql = sql;
        Names = [.. Name().Matches(sql).Select(x => x.Value).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>With named parameters: <c>@work</c>.</summary>
    public string Sql { get; }

    /// <summary>The parameters, in the order of their values.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>With numbered parameters: <c>$1</c>.</summary>
    public string Numbered() =>
        Name()
            .Replace(
                Sql,
                match => string.Create(CultureInfo.InvariantCulture, $"${Place(match.Value)}")
            );

    private int Place(string name) => Names.ToList().IndexOf(name) + 1;

    [GeneratedRegex("@[a-z_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}

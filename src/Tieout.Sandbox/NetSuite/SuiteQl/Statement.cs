using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tieout.Sandbox.NetSuite.Books;

namespace Tieout.Sandbox.NetSuite.SuiteQl;

/// <summary>A query in the words of the database that carries it out.</summary>
/// <param name="Text">For SQLite.</param>
/// <param name="Words">Every name in it in lower case, tables among them.</param>
internal sealed partial record Statement(string Text, IReadOnlySet<string> Words)
{
    /// <summary>Reads a query.</summary>
    /// <exception cref="NsRefusalException">It is no query, or has what is not served.</exception>
    public static Statement Parse(string query)
    {
        var tokens = Tokens()
            .Matches(query)
            .Select(x => x.Value)
            .Where(x =>
                !x.StartsWith("--", StringComparison.Ordinal)
                && !x.StartsWith("/*", StringComparison.Ordinal)
            )
            .ToList();
        if (
            tokens.Count == 0
            || !(IsWord(tokens[0], "SELECT") || IsWord(tokens[0], "WITH"))
            || tokens.Exists(x => x is ";" or "?" or ":")
        )
        {
            throw Unsupported();
        }

        var limit = Limit(tokens);
        var text = new StringBuilder();
        for (var at = 0; at < tokens.Count; at++)
        {
            _ = text.Append(Translated(tokens, ref at)).Append(' ');
        }

        _ = text.Append(limit);
        var words = tokens
            .Where(x => char.IsLetter(x[0]))
            .Select(x => x.ToLowerInvariant())
            .ToHashSet(StringComparer.Ordinal);
        return new Statement(text.ToString(), words);
    }

    public static NsRefusalException Refused(string message) =>
        Refusals.Parameter(
            "q",
            $"Invalid search query. Detailed unprocessed description follows. {message}"
        );

    public static NsRefusalException Unsupported() =>
        Refused("Search error occurred: Invalid or unsupported search.");

    [GeneratedRegex(
        @"'(?:[^']|'')*'|""[^""]*""|--[^\n]*|/\*.*?\*/|[A-Za-z_][A-Za-z0-9_#$]*|\d+(?:\.\d+)?|<>|!=|>=|<=|\|\||\S",
        RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Tokens();

    private static bool IsWord(string token, string word) =>
        string.Equals(token, word, StringComparison.OrdinalIgnoreCase);

    private static bool Are(List<string> tokens, int at, params ReadOnlySpan<string> words)
    {
        if (at + words.Length > tokens.Count)
        {
            return false;
        }

        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length > 0 && !IsWord(tokens[at + i], words[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes what limits the rows out of the query: TOP, FETCH FIRST, ROWNUM.</summary>
    private static string Limit(List<string> tokens)
    {
        var limit = string.Empty;
        var offset = string.Empty;
        for (var at = 0; at < tokens.Count; at++)
        {
            if (Are(tokens, at, "SELECT", "TOP", ""))
            {
                limit = tokens[at + 2];
                tokens.RemoveRange(at + 1, 2);
            }
            else if (
                (Are(tokens, at, "FETCH", "FIRST") || Are(tokens, at, "FETCH", "NEXT"))
                && at + 4 < tokens.Count
            )
            {
                limit = tokens[at + 2];
                tokens.RemoveRange(at, 5);
            }
            else if (Are(tokens, at, "OFFSET", "", "ROWS"))
            {
                offset = tokens[at + 1];
                tokens.RemoveRange(at, 3);
                at--;
            }
            else if (Are(tokens, at, "ROWNUM", "<=", "") || Are(tokens, at, "ROWNUM", "<", ""))
            {
                var more = tokens[at + 1] is "<" ? 1 : 0;
                limit = int.TryParse(tokens[at + 2], CultureInfo.InvariantCulture, out var rows)
                    ? (rows - more).ToString(CultureInfo.InvariantCulture)
                    : throw Unsupported();
                tokens.RemoveRange(at, 3);
                tokens.InsertRange(at, ["1", "=", "1"]);
            }
        }

        return offset.Length > 0 ? $"LIMIT {(limit.Length > 0 ? limit : "-1")} OFFSET {offset}"
            : limit.Length > 0 ? $"LIMIT {limit}"
            : string.Empty;
    }

    private static string Translated(List<string> tokens, ref int at)
    {
        var token = tokens[at];
        if (Are(tokens, at, "BUILTIN", ".", "DF", "("))
        {
            at += 3;
            var column = at + 1 < tokens.Count ? tokens[at + 1] : string.Empty;
            if (at + 3 < tokens.Count && tokens[at + 2] is ".")
            {
                column = tokens[at + 3];
            }

            return $"BUILTIN_DF('{column.ToLowerInvariant()}',";
        }

        if (Are(tokens, at, "NVL", "("))
        {
            return "IFNULL";
        }

        // A table of that name is a word of SQLite's.
        if (IsWord(token, "transaction") && !Are(tokens, at + 1, "("))
        {
            return "\"transaction\"";
        }

        if (IsWord(token, "SYSDATE") || IsWord(token, "CURRENT_DATE"))
        {
            return "NS_NOW()";
        }

        return
            token[0] == '\''
            && DateOnly.TryParseExact(
                token.Trim('\''),
                "M/d/yyyy",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            ? $"'{Tables.Day(day)}'"
            : token;
    }
}

using System.Text;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Splits a query.</summary>
internal static class SoqlLexer
{
    private static readonly string[] Signs = ["!=", "<>", "<=", ">=", "(", ")", ",", "=", "<", ">"];

    public static IReadOnlyList<SoqlToken> Split(string query)
    {
        var tokens = new List<SoqlToken>();
        for (var at = 0; at < query.Length; )
        {
            if (char.IsWhiteSpace(query[at]))
            {
                at++;
            }
            else if (query[at] is '\'')
            {
                at = Quoted(query, at, tokens);
            }
            else
            {
                var end = EndOfWord(query, at);
                tokens.Add(new SoqlToken(query[at..end], at));
                at = end;
            }
        }

        return tokens;
    }

    private static int EndOfWord(string query, int start)
    {
        if (
            Array.Find(Signs, x => query.AsSpan(start).StartsWith(x, StringComparison.Ordinal)) is
            { } sign
        )
        {
            return start + sign.Length;
        }

        var end = start;
        while (
            end < query.Length
            && (
                char.IsLetterOrDigit(query[end])
                || query[end] is '_' or '.' or ':' or '-' or '+' or '$'
            )
        )
        {
            end++;
        }

        return end > start
            ? end
            : throw SoqlError.Unexpected(query, new SoqlToken(query[start..(start + 1)], start));
    }

    private static int Quoted(string query, int start, List<SoqlToken> tokens)
    {
        var text = new StringBuilder();
        for (var at = start + 1; at < query.Length; at++)
        {
            switch (query[at])
            {
                case '\'':
                    tokens.Add(new SoqlToken(text.ToString(), start, IsText: true));
                    return at + 1;
                case '\\' when at + 1 < query.Length:
                    _ = text.Append(Escaped(query[++at]));
                    break;
                default:
                    _ = text.Append(query[at]);
                    break;
            }
        }

        throw SoqlError.Malformed("line 1:" + "0 mismatched character '<EOF>' expecting '''");
    }

    /// <summary>Of <c>\%</c> and <c>\_</c> the backslash stays: LIKE needs it.</summary>
    private static string Escaped(char character) =>
        character switch
        {
            'n' or 'N' => "\n",
            'r' or 'R' => "\r",
            't' or 'T' => "\t",
            '%' or '_' => "\\" + character,
            _ => character.ToString(),
        };
}

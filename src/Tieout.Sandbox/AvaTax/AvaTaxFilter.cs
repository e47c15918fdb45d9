using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>Reads <c>$filter</c>: comparisons with and, or and parentheses.</summary>
internal sealed partial class AvaTaxFilter
{
    private readonly List<string> _tokens;
    private readonly HashSet<string> _fields = new(StringComparer.OrdinalIgnoreCase);
    private int _at;

    private AvaTaxFilter(string text) => _tokens = [.. Token().Matches(text).Select(x => x.Value)];

    /// <summary>Makes a test of a filter.</summary>
    /// <param name="text">As it was sent; all are taken when it is empty.</param>
    /// <param name="fields">Which members it looks at.</param>
    /// <exception cref="JsonRefusalException">It cannot be understood.</exception>
    public static Func<JsonObject, bool> Read(string? text, out IReadOnlySet<string> fields)
    {
        var filter = new AvaTaxFilter(text ?? string.Empty);
        fields = filter._fields;
        if (filter._tokens.Count == 0)
        {
            return _ => true;
        }

        var test = filter.Any();
        return filter._at == filter._tokens.Count
            ? test
            : throw AvaTaxErrors.Filter($"Unexpected '{filter._tokens[filter._at]}'.");
    }

    private Func<JsonObject, bool> Any()
    {
        var left = All();
        while (Takes("or"))
        {
            var (first, second) = (left, All());
            left = x => first(x) || second(x);
        }

        return left;
    }

    private Func<JsonObject, bool> All()
    {
        var left = One();
        while (Takes("and"))
        {
            var (first, second) = (left, One());
            left = x => first(x) && second(x);
        }

        return left;
    }

    private Func<JsonObject, bool> One()
    {
        if (Takes("("))
        {
            var inner = Any();
            return Takes(")") ? inner : throw AvaTaxErrors.Filter("A parenthesis is not closed.");
        }

        var field = Next();
        _ = _fields.Add(field);
        var compare = Next().ToUpperInvariant();
        switch (compare)
        {
            case "ISNULL":
                return x => Of(x, field) is null;
            case "ISNOTNULL":
                return x => Of(x, field) is not null;
            case "BETWEEN":
                var low = Value();
                if (!Takes("and"))
                {
                    throw AvaTaxErrors.Filter("Between needs two values.");
                }

                var high = Value();
                return x => Compare(Of(x, field), low) >= 0 && Compare(Of(x, field), high) <= 0;
            case "IN":
                var values = Listed();
                return x => values.Exists(y => Compare(Of(x, field), y) == 0);
            default:
                return Single(field, compare, Value());
        }
    }

    private static Func<JsonObject, bool> Single(string field, string compare, string value) =>
        compare switch
        {
            "EQ" or "=" => x => Compare(Of(x, field), value) == 0,
            "NE" or "!=" or "<>" => x => Compare(Of(x, field), value) != 0,
            "GT" or ">" => x => Compare(Of(x, field), value) > 0,
            "GE" or ">=" => x => Compare(Of(x, field), value) >= 0,
            "LT" or "<" => x => Compare(Of(x, field), value) < 0,
            "LE" or "<=" => x => Compare(Of(x, field), value) <= 0,
            "CONTAINS" => x => Of(x, field)?.Contains(value, Ignoring) is true,
            "STARTSWITH" => x => Of(x, field)?.StartsWith(value, Ignoring) is true,
            "ENDSWITH" => x => Of(x, field)?.EndsWith(value, Ignoring) is true,
            "LIKE" => x => Of(x, field) is { } text && IsLike(text, value),
            var other => throw AvaTaxErrors.Filter($"Unknown comparison '{other}'."),
        };

    private const StringComparison Ignoring = StringComparison.OrdinalIgnoreCase;

    private static bool IsLike(string text, string pattern) =>
        Regex.IsMatch(
            text,
            $"^{Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal)}$",
            RegexOptions.IgnoreCase | RegexOptions.NonBacktracking,
            TimeSpan.FromSeconds(1)
        );

    private static string? Of(JsonObject record, string field) =>
        record
            .FirstOrDefault(x => x.Key.Equals(field, StringComparison.OrdinalIgnoreCase))
            .Value?.ToString();

    private static int Compare(string? held, string value) =>
        decimal.TryParse(held, NumberStyles.Number, CultureInfo.InvariantCulture, out var left)
        && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.Compare(held, value, Ignoring);

    private List<string> Listed()
    {
        if (!Takes("("))
        {
            throw AvaTaxErrors.Filter("In needs a list in parentheses.");
        }

        var values = new List<string> { Value() };
        while (Takes(","))
        {
            values.Add(Value());
        }

        return Takes(")") ? values : throw AvaTaxErrors.Filter("A parenthesis is not closed.");
    }

    private string Value() => Next().Trim('\'', '"');

    private string Next() =>
        _at < _tokens.Count
            ? _tokens[_at++]
            : throw AvaTaxErrors.Filter("The filter ends too early.");

    private bool Takes(string word)
    {
        if (_at < _tokens.Count && _tokens[_at].Equals(word, Ignoring))
        {
            _at++;
            return true;
        }

        return false;
    }

    [GeneratedRegex("""'[^']*'|"[^"]*"|[(),]|[<>!=]+|[^\s(),<>!=]+""", RegexOptions.None, 1000)]
    private static partial Regex Token();
}

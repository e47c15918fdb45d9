using System.Globalization;
using System.Text.RegularExpressions;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Model;

namespace Tieout.Sandbox.NetSuite.Records;

/// <summary>The filter <c>q</c> of a list: <c>companyName START_WITH "A" AND isInactive IS false</c>.</summary>
/// <remarks>AND binds closer than OR; there are no brackets.</remarks>
internal sealed partial class RecordQuery
{
    private readonly IReadOnlyList<IReadOnlyList<Func<NsRecord, bool>>> _either;

    private RecordQuery(IReadOnlyList<IReadOnlyList<Func<NsRecord, bool>>> either) =>
        _either = either;

    public bool Includes(NsRecord record) =>
        _either.Count == 0 || _either.Any(all => all.All(x => x(record)));

    /// <summary>Reads a filter.</summary>
    /// <exception cref="NsRefusalException">It cannot be understood.</exception>
    public static RecordQuery Parse(RecordType type, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new RecordQuery([]);
        }

        var words = Words().Matches(text).Select(x => x.Value).ToList();
        var either = new List<IReadOnlyList<Func<NsRecord, bool>>>();
        var all = new List<Func<NsRecord, bool>>();
        for (var at = 0; at < words.Count; )
        {
            all.Add(Condition(type, words, ref at));
            if (at < words.Count && words[at] is "OR")
            {
                either.Add(all);
                all = [];
            }
            else if (at < words.Count && words[at] is not "AND")
            {
                throw Invalid();
            }

            at++;
        }

        either.Add(all);
        return new RecordQuery(either);
    }

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|[^\\s\"\\[\\]]+", RegexOptions.None, 1000)]
    private static partial Regex Words();

    private static NsRefusalException Invalid() =>
        Refusals.Parameter("q", "Invalid search query. Search error occurred: Unexpected token."); // [U]

    private static Func<NsRecord, bool> Condition(RecordType type, List<string> words, ref int at)
    {
        if (at + 1 >= words.Count)
        {
            throw Invalid();
        }

        var field =
            type.Fields.Find(words[at])
            ?? throw Refusals.Parameter(
                "q",
                $"Invalid search query. Detailed unprocessed description follows. Search error occurred: Unknown identifier '{words[at]}'. Available identifiers are: {{{type.Name}={type.Name}}}"
            );
        var what = words[at + 1];
        at += 2;
        if (what is "EMPTY" or "EMPTY_NOT")
        {
            return x => x.Has(field.Name) == what is "EMPTY_NOT";
        }

        var given = Values(words, ref at, what is "BETWEEN" or "BETWEEN_NOT");
        var isNot = what.EndsWith("_NOT", StringComparison.Ordinal) && what is not "IS_NOT";
        var test = Test(field, isNot ? what[..^4] : what, given);
        return record => test(record) != isNot;
    }

    private static IReadOnlyList<string> Values(List<string> words, ref int at, bool isPair)
    {
        var first = at < words.Count ? words[at++] : throw Invalid();
        if (first.StartsWith('['))
        {
            return [.. first.Trim('[', ']').Split(',').Select(Plain)];
        }

        if (!isPair || at + 1 >= words.Count || words[at] is not "AND")
        {
            return [Plain(first)];
        }

        at += 2;
        return [Plain(first), Plain(words[at - 1])];
    }

    private static string Plain(string word) => word.Trim().Trim('"');

    private static Func<NsRecord, bool> Test(Field field, string what, IReadOnlyList<string> given)
    {
        string Text(NsRecord x) => Shown(x, field);
        int Compared(NsRecord x, int i = 0) => Compare(field, Text(x), given[i]);
        return what switch
        {
            "IS" or "EQUAL" or "ON" => x =>
                x.Has(field.Name) && Compared(x) == 0 || IsStamp(field) && Compared(x) == 0,
            "IS_NOT" => x => Compared(x) != 0,
            "CONTAIN" => x => Text(x).Contains(given[0], StringComparison.OrdinalIgnoreCase),
            "START_WITH" => x => Text(x).StartsWith(given[0], StringComparison.OrdinalIgnoreCase),
            "END_WITH" => x => Text(x).EndsWith(given[0], StringComparison.OrdinalIgnoreCase),
            "ANY_OF" => x => given.Contains(Text(x), StringComparer.OrdinalIgnoreCase),
            "GREATER" or "AFTER" => x => Text(x).Length > 0 && Compared(x) > 0,
            "GREATER_OR_EQUAL" or "ON_OR_AFTER" => x => Text(x).Length > 0 && Compared(x) >= 0,
            "LESS" or "BEFORE" => x => Text(x).Length > 0 && Compared(x) < 0,
            "LESS_OR_EQUAL" or "ON_OR_BEFORE" => x => Text(x).Length > 0 && Compared(x) <= 0,
            "BETWEEN" when given.Count == 2 => x => Compared(x) >= 0 && Compared(x, 1) <= 0,
            "WITHIN" when given.Count == 2 => x => Compared(x) >= 0 && Compared(x, 1) <= 0,
            _ => throw Invalid(),
        };
    }

    private static bool IsStamp(Field field) => field.Kind is FieldKind.Instant;

    private static string Shown(NsRecord record, Field field) =>
        field.Name switch
        {
            "id" => record.Id,
            "lastModifiedDate" => Day(record.Modified),
            "dateCreated" or "createdDate" => Day(record.Created),
            _ => record.Text(field.Name),
        };

    private static string Day(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Compare(Field field, string held, string given) =>
        field.Kind switch
        {
            FieldKind.Date or FieldKind.Instant => string.CompareOrdinal(
                held,
                DateOnly.TryParseExact(
                    given,
                    "M/d/yyyy",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
                    ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : given
            ),
            FieldKind.Amount
            or FieldKind.Count
                when decimal.TryParse(
                    held,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var left
                )
                    && decimal.TryParse(
                        given,
                        NumberStyles.Float,
                        CultureInfo.InvariantCulture,
                        out var right
                    ) => left.CompareTo(right),
            _ => string.Compare(held, given, StringComparison.OrdinalIgnoreCase),
        };
}

using System.Diagnostics;
using System.Text.RegularExpressions;
using Tieout.Sandbox.Salesforce.Formulas;
using Tieout.Sandbox.Salesforce.Records;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Makes conditions into tests of typed values.</summary>
/// <typeparam name="T">A record, or a group of them.</typeparam>
/// <param name="bind">What an operand is of, and how its value is told.</param>
/// <param name="join">The values that another query finds.</param>
/// <param name="now">What today means.</param>
internal sealed class SoqlFilter<T>(
    Func<SoqlOperand, (FieldDefinition Field, Func<T, object?> Value)> bind,
    Func<SoqlQuery, IReadOnlyList<object?>> join,
    DateTimeOffset now
)
{
    public Func<T, bool> Read(SoqlCondition? condition)
    {
        switch (condition)
        {
            case null:
                return _ => true;
            case SoqlCondition.All all:
                var every = all.Parts.Select(Read).ToList();
                return x => every.TrueForAll(y => y(x));
            case SoqlCondition.Any any:
                var some = any.Parts.Select(Read).ToList();
                return x => some.Exists(y => y(x));
            case SoqlCondition.Not not:
                var inner = Read(not.Part);
                return x => !inner(x);
            case SoqlCondition.Comparison comparison:
                return Comparison(comparison);
            case SoqlCondition.Listed listed:
                return Listed(listed);
            case SoqlCondition.Joined joined:
                return Joined(joined);
            default:
                throw new UnreachableException();
        }
    }

    private Func<T, bool> Comparison(SoqlCondition.Comparison comparison)
    {
        var (field, value) = Bind(comparison.Operand);
        if (comparison.Value is SoqlLiteral.Days days)
        {
            return InDays(field, value, comparison.Operator, days);
        }

        var other = Literal(field, comparison.Value);
        if (comparison.Operator is "LIKE")
        {
            var pattern = Pattern(other as string ?? throw SoqlError.Malformed("invalid operator"));
            return x => value(x) is string text && pattern.IsMatch(text);
        }

        return comparison.Operator switch
        {
            "=" => x => AreSame(field, value(x), other),
            "!=" => x => !AreSame(field, value(x), other),
            "<" => x => Compare(field, value(x), other) < 0,
            "<=" => x => Compare(field, value(x), other) <= 0,
            ">" => x => Compare(field, value(x), other) > 0,
            _ => x => Compare(field, value(x), other) >= 0,
        };
    }

    private Func<T, bool> InDays(
        FieldDefinition field,
        Func<T, object?> value,
        string sign,
        SoqlLiteral.Days days
    )
    {
        if (field.Type is not (FieldType.Date or FieldType.DateTime))
        {
            throw WrongType(field);
        }

        var (from, to) = SoqlDays.Range(days, DateOnly.FromDateTime(now.UtcDateTime));
        return x =>
        {
            var day = value(x) switch
            {
                DateOnly date => date,
                DateTimeOffset instant => DateOnly.FromDateTime(instant.UtcDateTime),
                _ => (DateOnly?)null,
            };
            return sign switch
            {
                "=" => day >= from && day < to,
                "!=" => !(day >= from && day < to),
                "<" => day < from,
                "<=" => day < to,
                ">" => day >= to,
                _ => day >= from,
            };
        };
    }

    private Func<T, bool> Listed(SoqlCondition.Listed listed)
    {
        var (field, value) = Bind(listed.Operand);
        var others = listed.Values.Select(x => Literal(field, x)).ToList();
        return listed.Operator switch
        {
            "IN" => x => others.Exists(y => AreSame(field, value(x), y)),
            "NOT IN" => x => !others.Exists(y => AreSame(field, value(x), y)),
            "INCLUDES" => x => others.Exists(y => Includes(value(x), y)),
            _ => x => !others.Exists(y => Includes(value(x), y)),
        };
    }

    private Func<T, bool> Joined(SoqlCondition.Joined joined)
    {
        var (field, value) = Bind(joined.Operand);
        if (!FieldTypes.IsId(field.Type))
        {
            throw SoqlError.Malformed(
                $"The left operand of a semi-join must be an id field: {field.Name}"
            );
        }

        var found = join(joined.Query).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return x => value(x) is string id && found.Contains(id) != joined.IsNegated;
    }

    private (FieldDefinition Field, Func<T, object?> Value) Bind(SoqlOperand operand)
    {
        var bound = bind(operand);
        var isLong = bound.Field is { Type: FieldType.TextArea, LengthMax: > 255 };
        return isLong || bound.Field.Type is FieldType.Address
            ? throw new SalesforceException(
                400,
                "INVALID_FIELD",
                $"field '{bound.Field.Name}' can not be filtered in a query call"
            )
            : bound;
    }

    /// <summary>A literal as a value of the field's type.</summary>
    private static object? Literal(FieldDefinition field, SoqlLiteral literal) =>
        (field.Type, literal) switch
        {
            (_, SoqlLiteral.Null) => null,
            (FieldType.Boolean, SoqlLiteral.Flag flag) => flag.Value,
            (FieldType.Date, SoqlLiteral.Date date) => date.Value,
            (FieldType.DateTime, SoqlLiteral.Instant instant) => instant.Value,
            (var type, SoqlLiteral.Number number) when FieldTypes.IsNumber(type) => number.Value,
            (var type, SoqlLiteral.Text text) when FieldTypes.IsId(type) => IdOf(text.Value),
            (var type, SoqlLiteral.Text text) when FieldTypes.IsText(type) => text.Value,
            _ => throw WrongType(field),
        };

    private static string? IdOf(string text) =>
        text.Length == 0
            ? null
            : RecordId.Normalise(text)
                ?? throw new SalesforceException(
                    400,
                    "INVALID_QUERY_FILTER_OPERATOR",
                    $"invalid ID field: {text}"
                );

    private static SalesforceException WrongType(FieldDefinition field)
    {
        var isQuoted = FieldTypes.IsText(field.Type) || FieldTypes.IsId(field.Type);
        var type = FieldTypes.SoapNameOf(field.Type).Split(':')[1];
        return new SalesforceException(
            400,
            "INVALID_FIELD",
            $"value of filter criterion for field '{field.Name}' must be of type {type} and should {(isQuoted ? string.Empty : "not ")}be enclosed in quotes"
        );
    }

    private static bool AreSame(FieldDefinition field, object? left, object? right) =>
        (FormulaValue.IsBlank(left) && FormulaValue.IsBlank(right))
        || Compare(field, left, right) is 0;

    /// <summary>Texts compare without regard to case, ids with it.</summary>
    private static int? Compare(FieldDefinition field, object? left, object? right) =>
        left is string a
        && right is string b
        && !FieldTypes.IsId(field.Type)
        && !field.CaseSensitive
            ? string.Compare(a, b, StringComparison.OrdinalIgnoreCase)
            : FormulaValue.Compare(left, right);

    private static bool Includes(object? value, object? wanted) =>
        value is string text
        && wanted is string all
        && all.Split(';').All(x => text.Split(';').Contains(x, StringComparer.OrdinalIgnoreCase));

    private static Regex Pattern(string like)
    {
        var pattern = Regex
            .Escape(like)
            .Replace(@"\\%", "\u0001", StringComparison.Ordinal)
            .Replace(@"\\_", "\u0002", StringComparison.Ordinal)
            .Replace("%", ".*", StringComparison.Ordinal)
            .Replace("_", ".", StringComparison.Ordinal)
            .Replace("\u0001", "%", StringComparison.Ordinal)
            .Replace("\u0002", "_", StringComparison.Ordinal);
        return new Regex(
            $"^{pattern}$",
            RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );
    }
}

using System.Globalization;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Model;

namespace Tieout.Sandbox.BusinessCentral.Queries;

/// <summary>Tells which records a <c>$filter</c> lets through.</summary>
/// <remarks>As the vendor, it takes "or" between conditions on one property only.</remarks>
internal static class FilterEvaluator
{
    private const string OrMessage =
        "The 'OR' operator is not supported on distinct fields on an OData filter.";

    public static bool Matches(FilterClause? filter, NavRecord record) =>
        filter is null || IsTrue(filter.Expression, record);

    /// <summary>Whether a property is asked for by a value, as lists of lines demand.</summary>
    public static bool Asks(FilterClause? filter, params IReadOnlyList<string> fields) =>
        filter is not null
        && FieldsOf(filter.Expression).Any(x => fields.Contains(x, StringComparer.Ordinal));

    /// <summary>Lets a filter pass that the vendor carries out.</summary>
    /// <exception cref="NavRefusalException">
    /// An "or" between two properties, or a property that the database does not have.
    /// </exception>
    public static void RequireSupported(SingleValueNode? node, Resource resource)
    {
        // The text is not documented [U].
        if (FieldsOf(node).FirstOrDefault(x => resource.Find(x) is { IsStored: false }) is { } name)
        {
            throw Refusals.Request($"The property '{name}' cannot be filtered by.");
        }

        RequireOrs(node);
    }

    /// <summary>A value of a record in the form that it is compared in.</summary>
    public static object ValueOf(NavRecord record, Field field) =>
        field.Kind switch
        {
            FieldKind.Decimal => record.Amount(field.Name),
            FieldKind.Integer or FieldKind.Long => (decimal)record.Whole(field.Name),
            FieldKind.Boolean => record.Is(field.Name),
            FieldKind.Date => record.Date(field.Name),
            FieldKind.Instant => Rendering.InstantOf(record, field).UtcDateTime,
            FieldKind.Choice => (decimal)field.IndexOf(record.Text(field.Name)),
            _ => record.Text(field.Name),
        };

    /// <summary>Text is compared by character, whatever the case.</summary>
    public static IComparer<object> Order { get; } = Comparer<object>.Create(Compare);

    private static int Compare(object left, object right) =>
        (left, right) switch
        {
            (string a, string b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase),
            _ => System.Collections.Comparer.DefaultInvariant.Compare(left, right),
        };

    private static void RequireOrs(SingleValueNode? node)
    {
        switch (node)
        {
            case ConvertNode convert:
                RequireOrs(convert.Source);
                break;
            case UnaryOperatorNode unary:
                RequireOrs(unary.Operand);
                break;
            case BinaryOperatorNode binary:
                if (
                    binary.OperatorKind is BinaryOperatorKind.Or
                    && FieldsOf(binary).Distinct(StringComparer.Ordinal).Count() > 1
                )
                {
                    throw Refusals.Request(OrMessage);
                }

                RequireOrs(binary.Left);
                RequireOrs(binary.Right);
                break;
            default:
                break;
        }
    }

    private static IEnumerable<string> FieldsOf(QueryNode? node) =>
        node switch
        {
            ConvertNode convert => FieldsOf(convert.Source),
            UnaryOperatorNode unary => FieldsOf(unary.Operand),
            BinaryOperatorNode binary => FieldsOf(binary.Left).Concat(FieldsOf(binary.Right)),
            SingleValueFunctionCallNode call => call.Parameters.SelectMany(FieldsOf),
            InNode among => FieldsOf(among.Left),
            SingleValuePropertyAccessNode access => [access.Property.Name],
            _ => [],
        };

    private static bool IsTrue(QueryNode node, NavRecord record) =>
        node switch
        {
            ConvertNode convert => IsTrue(convert.Source, record),
            UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => !IsTrue(
                not.Operand,
                record
            ),
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => IsTrue(
                and.Left,
                record
            ) && IsTrue(and.Right, record),
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => IsTrue(or.Left, record)
                || IsTrue(or.Right, record),
            BinaryOperatorNode comparison => Compare(comparison, record),
            InNode among => among.Right is CollectionConstantNode list
                && list.Collection.Any(x =>
                    Value(among.Left, record) is { } left
                    && Value(x, record) is { } right
                    && Compare(left, right) == 0
                ),
            SingleValueFunctionCallNode call => IsTrue(call, record),
            _ => Value(node, record) is true,
        };

    private static bool IsTrue(SingleValueFunctionCallNode call, NavRecord record)
    {
        var arguments = call
            .Parameters.Select(x => Value(x, record) as string ?? string.Empty)
            .ToList();
        return call.Name switch
        {
            "contains" => arguments[0].Contains(arguments[1], StringComparison.OrdinalIgnoreCase),
            "startswith" => arguments[0]
                .StartsWith(arguments[1], StringComparison.OrdinalIgnoreCase),
            "endswith" => arguments[0].EndsWith(arguments[1], StringComparison.OrdinalIgnoreCase),
            _ => throw NotServed(call.Name),
        };
    }

    private static bool Compare(BinaryOperatorNode node, NavRecord record)
    {
        var left = Value(node.Left, record);
        var right = Value(node.Right, record);
        if (left is null || right is null)
        {
            return node.OperatorKind switch
            {
                BinaryOperatorKind.Equal => left is null && right is null,
                BinaryOperatorKind.NotEqual => left is null != right is null,
                _ => false,
            };
        }

        var order = Compare(left, right);
        return node.OperatorKind switch
        {
            BinaryOperatorKind.Equal => order == 0,
            BinaryOperatorKind.NotEqual => order != 0,
            BinaryOperatorKind.GreaterThan => order > 0,
            BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
            BinaryOperatorKind.LessThan => order < 0,
            BinaryOperatorKind.LessThanOrEqual => order <= 0,
            _ => throw NotServed(node.OperatorKind.ToString()),
        };
    }

    private static object? Value(QueryNode node, NavRecord record) =>
        node switch
        {
            ConvertNode convert => Value(convert.Source, record),
            ConstantNode constant => Constant(constant.Value),
            SingleValuePropertyAccessNode { Source: ResourceRangeVariableReferenceNode } access =>
                ValueOf(record, record.Resource.Find(access.Property.Name)!),
            SingleValueFunctionCallNode { Name: "tolower" or "toupper" or "trim" } call => Value(
                call.Parameters.First(),
                record
            ),
            SingleValueFunctionCallNode call => throw NotServed(call.Name),
            _ => throw NotServed(node.Kind.ToString()),
        };

    private static object? Constant(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            Guid guid => guid.ToString("D"),
            bool truth => truth,
            DateOnly date => date,
            DateTimeOffset instant => instant.UtcDateTime,
            ODataEnumValue choice => decimal.Parse(choice.Value, CultureInfo.InvariantCulture),
            IConvertible number => Convert.ToDecimal(number, CultureInfo.InvariantCulture),
            _ when IsDate(value, out var day) => day,
            _ => throw NotServed(value.GetType().Name),
        };

    // The library's own type of a date is on its way out, so it is read by its text.
    private static bool IsDate(object value, out DateOnly day) =>
        DateOnly.TryParseExact(
            value.ToString(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out day
        );

    private static NavRefusalException NotServed(string what) =>
        Refusals.Request($"The function or operator '{what}' is not supported.");
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Records;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Answers queries with aggregates: one row for each group.</summary>
internal sealed class SoqlGroups(SoqlScope scope, SoqlQuery query, DateTimeOffset now)
{
    private static readonly FieldDefinition Count = new() { Name = "COUNT", Type = FieldType.Int };

    public IReadOnlyList<JsonObject> Answer(IReadOnlyList<RecordView> records)
    {
        var keys = query.GroupBy.Select(scope.PathOf).ToList();
        IEnumerable<RecordView[]> groups =
            keys.Count == 0
                ?
                [
                    [.. records],
                ]
                : records
                    .GroupBy(
                        x => string.Join('\u0001', keys.Select(y => scope.Value(x, y))),
                        StringComparer.OrdinalIgnoreCase
                    )
                    .Select(x => x.ToArray());
        var isWanted = new SoqlFilter<RecordView[]>(Bind, _ => [], now).Read(query.Having);
        var found = groups.Where(isWanted).Order(Comparer<RecordView[]>.Create((_, _) => 0));
        foreach (var order in query.OrderBy)
        {
            var (_, value) = Bind(order.Operand);
            found = order.IsDescending
                ? found.ThenByDescending(value, SoqlValueOrder.Instance)
                : found.ThenBy(value, SoqlValueOrder.Instance);
        }

        return [.. found.Skip(query.Offset ?? 0).Take(query.Limit ?? int.MaxValue).Select(Write)];
    }

    private JsonObject Write(RecordView[] group)
    {
        var row = new JsonObject
        {
            ["attributes"] = new JsonObject { ["type"] = "AggregateResult" },
        };
        var unnamed = 0;
        foreach (var one in query.Select.OfType<SoqlSelection.One>())
        {
            var (field, value) = Bind(one.Operand);
            var name =
                one.Alias
                ?? (
                    one.Operand.Function is null
                        ? field.Name
                        : string.Create(CultureInfo.InvariantCulture, $"expr{unnamed++}")
                );
            row[name] = FieldValue.Answered(field, FieldValue.Stored(value(group)));
        }

        return row;
    }

    private (FieldDefinition Field, Func<RecordView[], object?> Value) Bind(SoqlOperand operand)
    {
        if (operand is { Function: "COUNT", Path: "" })
        {
            return (Count, x => (decimal)x.Length);
        }

        var path = scope.PathOf(operand.Path);
        IEnumerable<object> Values(RecordView[] group) =>
            group.Select(x => scope.Value(x, path)).OfType<object>();
        return operand.Function switch
        {
            null when !query.GroupBy.Any(x => scope.PathOf(x) == path) => throw SoqlError.Malformed(
                $"Field must be grouped or aggregated: {operand.Path}"
            ),
            null => (path.Field, x => x.Length == 0 ? null : scope.Value(x[0], path)),
            "COUNT" => (Count, x => (decimal)Values(x).Count()),
            "COUNT_DISTINCT" => (Count, x => (decimal)Values(x).Distinct().Count()),
            "MIN" => (path.Field, x => Values(x).Min(SoqlValueOrder.Instance)),
            "MAX" => (path.Field, x => Values(x).Max(SoqlValueOrder.Instance)),
            "SUM" => (path.Field, x => Values(x).OfType<decimal>().Sum()),
            "AVG" => (
                path.Field,
                x =>
                    Values(x).OfType<decimal>().ToList() is { Count: > 0 } numbers
                        ? numbers.Average()
                        : null
            ),
            _ => throw new UnreachableException(),
        };
    }
}

using Tieout.Sandbox.Salesforce.Records;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Answers queries.</summary>
/// <param name="org">Whose records are asked for.</param>
/// <param name="withDeleted">Those in the recycle bin as well: queryAll.</param>
/// <param name="urlOf">Where a record is: an object's name, an id.</param>
internal sealed class SoqlRunner(Org org, bool withDeleted, Func<string, string, string> urlOf)
{
    private const int OffsetMax = 2_000;

    /// <summary>Reads and answers a query.</summary>
    /// <exception cref="SalesforceException">It is malformed, or names what there is not.</exception>
    public SoqlResult Run(string text)
    {
        var query = SoqlParser.Parse(text);
        if (query.Offset > OffsetMax)
        {
            throw new SalesforceException(
                400,
                "NUMBER_OUTSIDE_VALID_RANGE",
                "Maximum SOQL offset allowed is 2000"
            );
        }

        var kind = org.Schema[query.From] ?? throw SoqlError.NoObject(text, query.From);
        return Run(query, kind, parent: null);
    }

    private SoqlResult Run(
        SoqlQuery query,
        ObjectDefinition kind,
        (FieldDefinition By, string Id)? parent
    )
    {
        var scope = new SoqlScope(org, query, kind);
        var now = org.Clock.GetUtcNow();
        var isWanted = new SoqlFilter<RecordView>(x => Bind(scope, x), Ids, now).Read(query.Where);
        var found = org
            .Records.All(kind, withDeleted)
            .Where(x => parent is not { } of || IsChild(x, of.By, of.Id))
            .Where(isWanted)
            .ToList();
        if (query.IsCount)
        {
            return new SoqlResult(found.Count, []);
        }

        if (query.IsGrouped)
        {
            var groups = new SoqlGroups(scope, query, now).Answer(found);
            return new SoqlResult(groups.Count, groups);
        }

        var writer = new SoqlAnswer(scope, query, urlOf, Children);
        var sorted = Page(Sort(scope, query, found), query);
        var records = sorted.Select(writer.Write).ToList();
        return new SoqlResult(records.Count, records);
    }

    private static IEnumerable<T> Page<T>(IEnumerable<T> rows, SoqlQuery query) =>
        rows.Skip(query.Offset ?? 0).Take(query.Limit ?? int.MaxValue);

    private static IEnumerable<RecordView> Sort(
        SoqlScope scope,
        SoqlQuery query,
        IEnumerable<RecordView> records
    )
    {
        // Without an order the vendor's is arbitrary; here it is that of creation.
        var sorted = records.Order(Comparer<RecordView>.Create((_, _) => 0));
        foreach (var order in query.OrderBy)
        {
            var path = scope.PathOf(order.Operand.Path);
            object? Key(RecordView x) => scope.Value(x, path);
            sorted = sorted.ThenBy(x => Key(x) is null == order.NullsLast);
            sorted = order.IsDescending
                ? sorted.ThenByDescending(Key, SoqlValueOrder.Of(path.Field))
                : sorted.ThenBy(Key, SoqlValueOrder.Of(path.Field));
        }

        return sorted;
    }

    private static (FieldDefinition Field, Func<RecordView, object?> Value) Bind(
        SoqlScope scope,
        SoqlOperand operand
    )
    {
        if (operand.Function is not null)
        {
            throw SoqlError.Malformed($"{operand.Function} can only be filtered by in HAVING");
        }

        var path = scope.PathOf(operand.Path);
        return (path.Field, x => scope.Value(x, path));
    }

    private static bool IsChild(RecordView record, FieldDefinition by, string id) =>
        string.Equals(record[by]?.ToString(), id, StringComparison.Ordinal);

    /// <summary>The values of the only field of a query within a condition.</summary>
    private IReadOnlyList<object?> Ids(SoqlQuery query)
    {
        var kind = org.Schema[query.From] ?? throw SoqlError.NoObject(query.Text, query.From);
        if (query.Select is not [SoqlSelection.One { Operand: { Function: null } operand }])
        {
            throw SoqlError.Malformed("The inner select of a semi-join has one field");
        }

        var scope = new SoqlScope(org, query, kind);
        var path = scope.PathOf(operand.Path);
        var isWanted = new SoqlFilter<RecordView>(
            x => Bind(scope, x),
            Ids,
            org.Clock.GetUtcNow()
        ).Read(query.Where);
        return
        [
            .. org.Records.All(kind, withDeleted).Where(isWanted).Select(x => scope.Value(x, path)),
        ];
    }

    private SoqlResult Children(SoqlQuery query, RecordView parent)
    {
        var relationship = org
            .Schema.ChildrenOf(parent.Kind)
            .FirstOrDefault(x =>
                string.Equals(
                    x.Field.ChildRelationship,
                    query.From,
                    StringComparison.OrdinalIgnoreCase
                )
            );
        return relationship is null
            ? throw SoqlError.NoRelationship(query.Text, query.From, query.From)
            : Run(query, relationship.Child, (relationship.Field, parent.Stored.Id));
    }
}

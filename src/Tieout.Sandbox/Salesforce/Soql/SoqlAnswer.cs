using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Writes records as a query asks for them.</summary>
internal sealed class SoqlAnswer
{
    private const int FieldsLimitMax = 200;

    private readonly SoqlScope _scope;
    private readonly Func<string, string, string> _urlOf;
    private readonly Func<SoqlQuery, RecordView, SoqlResult> _children;
    private readonly List<(IReadOnlyList<string> Names, SoqlPath Path)> _fields = [];
    private readonly List<SoqlQuery> _lists;

    /// <summary>Checks the names that are asked for.</summary>
    /// <param name="urlOf">Where a record is.</param>
    /// <param name="children">Answers a query within this one.</param>
    /// <exception cref="SalesforceException">There is no such field, or it is asked for twice.</exception>
    public SoqlAnswer(
        SoqlScope scope,
        SoqlQuery query,
        Func<string, string, string> urlOf,
        Func<SoqlQuery, RecordView, SoqlResult> children
    )
    {
        _scope = scope;
        _urlOf = urlOf;
        _children = children;
        _lists = [.. query.Select.OfType<SoqlSelection.Children>().Select(x => x.Query)];
        foreach (var path in query.Select.SelectMany(x => PathsOf(x, query)))
        {
            Add(path);
        }
    }

    public JsonObject Write(RecordView record)
    {
        var answer = New(record);
        foreach (var (names, path) in _fields)
        {
            Put(answer, record, names, path);
        }

        foreach (var list in _lists)
        {
            var found = _children(list, record);
            answer[list.From] =
                found.Total == 0
                    ? null
                    : new JsonObject
                    {
                        ["totalSize"] = found.Total,
                        ["done"] = true,
                        ["records"] = new JsonArray([.. found.Records]),
                    };
        }

        return answer;
    }

    private IEnumerable<string> PathsOf(SoqlSelection selection, SoqlQuery query)
    {
        switch (selection)
        {
            case SoqlSelection.One { Alias: null } one:
                return [one.Operand.Path];
            case SoqlSelection.One one:
                throw SoqlError.Malformed(
                    $"only aggregate expressions use field aliasing: {one.Alias}"
                );
            case SoqlSelection.Fields group:
                return query.Limit is null or > FieldsLimitMax
                    ? throw SoqlError.Malformed(
                        "The SOQL FIELDS function must have a LIMIT of at most 200"
                    )
                    : _scope
                        .Kind.Fields.Where(x =>
                            group.Group is "ALL" || x.IsCustom == group.Group is "CUSTOM"
                        )
                        .Select(x => x.Name);
            default:
                return [];
        }
    }

    private void Add(string text)
    {
        var path = _scope.PathOf(text);
        var isTwice = _fields.Exists(x =>
            x.Path.Field == path.Field && x.Path.References.SequenceEqual(path.References)
        );
        if (isTwice)
        {
            throw SoqlError.Malformed($"duplicate field selected: {text}");
        }

        _fields.Add((_scope.NamesOf(text), path));
    }

    private void Put(
        JsonObject answer,
        RecordView record,
        IReadOnlyList<string> names,
        SoqlPath path
    )
    {
        var at = answer;
        RecordView? of = record;
        for (var i = 0; i < path.References.Count; i++)
        {
            var name = path.References[i].RelationshipName ?? names[i];
            of = _scope.At(of, [path.References[i]]);
            if (of is null)
            {
                at[name] = null;
                return;
            }

            at[name] ??= New(of);
            at = at[name]!.AsObject();
        }

        at[path.Field.Name] = of.Kind[path.Field.Name] is { } field
            ? FieldValue.Answered(field, of[field])
            : null;
    }

    private JsonObject New(RecordView record) =>
        new()
        {
            ["attributes"] = new JsonObject
            {
                ["type"] = record.Kind.Name,
                ["url"] = _urlOf(record.Kind.Name, record.Stored.Id),
            },
        };
}

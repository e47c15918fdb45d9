using Tieout.Sandbox.Salesforce.Records;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Names of a query as the fields that they mean, and their values of a record.</summary>
internal sealed class SoqlScope(Org org, SoqlQuery query, ObjectDefinition kind)
{
    private const int ReferencesMax = 5;

    private readonly Dictionary<string, RecordView?> _followed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SoqlPath> _paths = new(StringComparer.OrdinalIgnoreCase);

    public ObjectDefinition Kind => kind;

    /// <summary>The field that a path means.</summary>
    /// <exception cref="SalesforceException">INVALID_FIELD.</exception>
    public SoqlPath PathOf(string text)
    {
        if (!_paths.TryGetValue(text, out var path))
        {
            path = Resolve(text);
            _paths[text] = path;
        }

        return path;
    }

    /// <summary>Names of a path without the alias or name of the object.</summary>
    public IReadOnlyList<string> NamesOf(string text)
    {
        var names = text.Split('.');
        var isPrefixed =
            names.Length > 1
            && (
                string.Equals(names[0], query.Alias, StringComparison.OrdinalIgnoreCase)
                || (
                    string.Equals(names[0], kind.Name, StringComparison.OrdinalIgnoreCase)
                    && kind.ByRelationship(names[0]) is null
                )
            );
        return isPrefixed ? names[1..] : names;
    }

    public object? Value(RecordView record, SoqlPath path) =>
        At(record, path.References) is { } end && end.Kind[path.Field.Name] is { } field
            ? end.Typed(field)
            : null;

    /// <summary>The record at the end of references; none where one of them is empty.</summary>
    public RecordView? At(RecordView record, IEnumerable<FieldDefinition> references)
    {
        RecordView? at = record;
        foreach (var reference in references)
        {
            if (at?.Kind[reference.Name] is not { } own || at[own]?.ToString() is not { } id)
            {
                return null;
            }

            if (!_followed.TryGetValue(id, out var next))
            {
                next = org.Records.Find(id);
                _followed[id] = next;
            }

            at = next;
        }

        return at;
    }

    private SoqlPath Resolve(string text)
    {
        var names = NamesOf(text);
        var at = kind;
        var references = new List<FieldDefinition>();
        foreach (var name in names.Take(names.Count - 1))
        {
            if (references.Count == ReferencesMax || at.ByRelationship(name) is not { } reference)
            {
                throw SoqlError.NoRelationship(query.Text, text, name);
            }

            references.Add(reference);
            at = org.Kind(reference.ReferenceTo[0]);
        }

        return at[names[^1]] is { } field
            ? new SoqlPath(references, field)
            : throw SoqlError.NoField(query.Text, text, names[^1], at.Name);
    }
}

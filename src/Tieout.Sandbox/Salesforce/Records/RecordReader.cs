using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Finds records and what they refer to.</summary>
internal sealed class RecordReader(Org org)
{
    /// <summary>Days that a deleted record can be seen and brought back.</summary>
    public const int RecycleBinDays = 15;

    /// <summary>A record by its id in either form, deleted or not; none when there is none.</summary>
    public RecordView? Find(ObjectDefinition kind, string id) =>
        RecordId.Normalise(id) is { } full && org.Store.Find(kind.Name, full) is { } stored
            ? new RecordView(kind, stored)
            : null;

    /// <summary>The record of an id of any object, deleted or not.</summary>
    public RecordView? Find(string id) =>
        id.Length >= 3 && org.Schema.ByPrefix(id[..3]) is { } kind ? Find(kind, id) : null;

    /// <summary>Every record of an object in the order of creation.</summary>
    /// <param name="withDeleted">Those in the recycle bin as well.</param>
    public IEnumerable<RecordView> All(ObjectDefinition kind, bool withDeleted)
    {
        var purged = org.Clock.GetUtcNow() - TimeSpan.FromDays(RecycleBinDays);
        return org
            .Store.All(kind.Name)
            .Where(x => !x.IsDeleted || (withDeleted && x.Modified > purged))
            .Select(x => new RecordView(kind, x));
    }

    /// <summary>The record that a reference of a record leads to; none when it is empty.</summary>
    public RecordView? Follow(RecordView from, FieldDefinition reference) =>
        from[reference] is { } id ? Find(id.ToString()) : null;

    /// <summary>A value by its path: <c>Account.Parent.Name</c>. Unknown names have none.</summary>
    public object? Value(RecordView record, string path)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (
                record.Kind.ByRelationship(name) is not { } reference
                || Follow(record, reference) is not { } next
            )
            {
                return null;
            }

            record = next;
        }

        return record.Kind[names[^1]] is { } field ? record.Typed(field) : null;
    }
}

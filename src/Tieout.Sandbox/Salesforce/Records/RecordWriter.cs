using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Schema;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Makes and changes records.</summary>
/// <remarks>What throws leaves changes behind: callers undo them.</remarks>
internal sealed class RecordWriter
{
    private readonly Org _org;
    private readonly RecordBody _body;
    private readonly RecordRules _rules;
    private readonly PartKeeper _parts;

    public RecordWriter(Org org)
    {
        _org = org;
        _body = new RecordBody(org);
        _rules = new RecordRules(org);
        _parts = new PartKeeper(org, this);
    }

    /// <summary>Makes a record.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="SalesforceException">It cannot be saved.</exception>
    public string Create(ObjectDefinition kind, JsonObject body, CallContext context)
    {
        if (!kind.File.Writable)
        {
            throw NotWritable(kind, "insert");
        }

        if (body.ContainsKey("Id") || body.ContainsKey("id"))
        {
            throw new SalesforceException(
                400,
                "INVALID_FIELD",
                "The Id field should not be specified in the sobject data."
            );
        }

        var values = _body.Read(kind, body, isNew: true);
        var fields = new JsonObject();
        RecordRules.SetDefaults(kind, fields, context.UserId);
        Apply(values, fields);
        foreach (var field in kind.Fields.Where(x => x.AutoNumber is not null))
        {
            fields[field.Name] = _org.Ids.NextNumber(
                $"{kind.Name}.{field.Name}",
                field.AutoNumber!
            );
        }

        fields[SystemFields.CreatedById] = context.UserId;
        var id = _org.Ids.NextId(kind.KeyPrefix);
        var stored = new StoredObject(
            kind.Name,
            id,
            0,
            context.Stamp,
            context.Stamp,
            false,
            fields
        );
        Finish(new RecordView(kind, stored), before: null, context);
        _ = _org.Store.Add(kind.Name, id, context.Stamp, fields);
        _org.Keys.Add(kind, fields, id);
        _parts.Follow(kind, id, context);
        return id;
    }

    /// <summary>Changes what a body names of a record.</summary>
    /// <exception cref="SalesforceException">It is not there, or cannot be saved.</exception>
    public void Update(ObjectDefinition kind, string id, JsonObject body, CallContext context)
    {
        if (!kind.File.Writable)
        {
            throw NotWritable(kind, "update");
        }

        var before = Existing(kind, id);
        var fields = before.Stored.Fields.DeepClone().AsObject();
        Apply(_body.Read(kind, body, isNew: false), fields);
        var stored = before.Stored with { Modified = context.Stamp, Fields = fields };
        _org.Keys.Remove(kind, before.Stored.Fields, stored.Id);
        Finish(new RecordView(kind, stored), before, context);
        _org.Store.Put(stored);
        _org.Keys.Add(kind, fields, stored.Id);
        _parts.Follow(kind, stored.Id, context);
    }

    /// <summary>Changes the record with a key, or makes it.</summary>
    /// <param name="updateOnly">It is not made.</param>
    /// <exception cref="SalesforceException">The key is not unique, or the record cannot be saved.</exception>
    public (string Id, bool IsCreated) Upsert(
        ObjectDefinition kind,
        FieldDefinition key,
        string value,
        JsonObject body,
        bool updateOnly,
        CallContext context
    )
    {
        if (ByKey(kind, key, value) is { } id)
        {
            Update(kind, id, body, context);
            return (id, false);
        }

        if (updateOnly || key.Type is FieldType.Id)
        {
            throw new SalesforceException(SalesforceError.NotFound);
        }

        var whole = body.DeepClone().AsObject();
        whole[key.Name] = value;
        return (Create(kind, whole, context), true);
    }

    /// <summary>The only record with a key; none when there is none.</summary>
    /// <exception cref="SalesforceException">There are several: 300.</exception>
    public string? ByKey(ObjectDefinition kind, FieldDefinition key, string value)
    {
        if (key.Type is FieldType.Id)
        {
            return _org.Records.Find(kind, value) is { Stored.IsDeleted: false } record
                ? record.Stored.Id
                : null;
        }

        var ids = _org.Keys.Find(kind, key, value);
        return ids.Count > 1
                ? throw new SalesforceException(
                    300,
                    "DUPLICATE_EXTERNAL_ID",
                    $"{key.Name}: more than one record found for external id field: [{string.Join(", ", ids)}]",
                    []
                )
            : ids is [var id] ? id
            : null;
    }

    /// <summary>A record that is not deleted.</summary>
    /// <exception cref="SalesforceException">There is none.</exception>
    public RecordView Existing(ObjectDefinition kind, string id) =>
        _org.Records.Find(kind, id) switch
        {
            null => throw new SalesforceException(SalesforceError.NotFound),
            { Stored.IsDeleted: true } => throw new SalesforceException(SalesforceError.Deleted),
            var record => record,
        };

    private static void Apply(Dictionary<FieldDefinition, JsonNode?> values, JsonObject fields)
    {
        foreach (var (field, value) in values)
        {
            fields[field.Name] = value;
        }
    }

    private static SalesforceException NotWritable(ObjectDefinition kind, string what) =>
        new(
            400,
            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
            $"entity type {kind.Name} does not support {what}"
        );

    private void Finish(RecordView record, RecordView? before, CallContext context)
    {
        var fields = record.Stored.Fields;
        fields[SystemFields.LastModifiedById] = context.UserId;
        fields[SystemFields.LastModifiedDate] = Stamp.Of(context.Stamp);
        var now = _org.Clock.GetUtcNow();
        _rules.Compute(record, before, now);
        _rules.Check(record, before, now);
        foreach (var field in record.Kind.Fields.Where(x => x.Unique && record[x] is not null))
        {
            var other = _org
                .Keys.Find(record.Kind, field, record[field]!.ToString())
                .FirstOrDefault(x => !string.Equals(x, record.Stored.Id, StringComparison.Ordinal));
            if (other is not null)
            {
                throw new SalesforceException(
                    new SalesforceError(
                        400,
                        "DUPLICATE_VALUE",
                        $"duplicate value found: {field.Name} duplicates value on record with id: {other[..15]}",
                        []
                    )
                );
            }
        }
    }
}

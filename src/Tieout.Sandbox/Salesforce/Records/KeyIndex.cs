using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Schema;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Finds records by the values of fields that are keys. Deleted ones are not in it.</summary>
internal sealed class KeyIndex(ObjectStore store)
{
    /// <summary>Ids of the records with a value, oldest first.</summary>
    public IReadOnlyList<string> Find(ObjectDefinition kind, FieldDefinition field, string value) =>
        store.Find(KindOf(kind, field), Folded(field, value)) is { } entry ? IdsOf(entry) : [];

    public void Add(ObjectDefinition kind, JsonObject fields, string id) =>
        Each(
            kind,
            fields,
            (entries, value) =>
            {
                if (store.Find(entries, value) is { } entry)
                {
                    store.Put(With(entry, [.. IdsOf(entry), id]));
                }
                else
                {
                    _ = store.Add(entries, value, DateTimeOffset.UnixEpoch, Listed([id]));
                }
            }
        );

    public void Remove(ObjectDefinition kind, JsonObject fields, string id) =>
        Each(
            kind,
            fields,
            (entries, value) =>
            {
                var entry = store.Find(entries, value);
                string[] left =
                [
                    .. entry is null ? [] : IdsOf(entry).Except([id], StringComparer.Ordinal),
                ];
                if (left.Length == 0)
                {
                    store.Remove(entries, value);
                }
                else
                {
                    store.Put(With(entry!, left));
                }
            }
        );

    private static void Each(ObjectDefinition kind, JsonObject fields, Action<string, string> actOn)
    {
        foreach (var field in kind.Fields.Where(x => x.IsKey))
        {
            if (fields[field.Name] is { } value)
            {
                actOn(KindOf(kind, field), Folded(field, value.ToString()));
            }
        }
    }

    private static string KindOf(ObjectDefinition kind, FieldDefinition field) =>
        $"~key {kind.Name}.{field.Name}";

    private static string Folded(FieldDefinition field, string value) =>
        field.CaseSensitive ? value : value.ToUpperInvariant();

    private static string[] IdsOf(StoredObject entry) =>
        [.. entry.Fields["ids"]!.AsArray().Select(x => x!.GetValue<string>())];

    private static StoredObject With(StoredObject entry, IReadOnlyList<string> ids) =>
        entry with
        {
            Fields = Listed(ids),
        };

    private static JsonObject Listed(IReadOnlyList<string> ids) =>
        new() { ["ids"] = new JsonArray([.. ids.Select(x => (JsonNode?)JsonValue.Create(x))]) };
}

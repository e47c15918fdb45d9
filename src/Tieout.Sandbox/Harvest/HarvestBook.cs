using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>The records of an account, as they are kept: references are ids.</summary>
internal sealed class HarvestBook(ObjectStore store, int seed)
{
    private const long FirstId = 14_300_000;

    private readonly NumberSeries _ids = new(store, seed);

    public IEnumerable<JsonObject> All(string kind) => store.All(kind).Select(x => x.Fields);

    public JsonObject? Find(string kind, string id) => store.Find(kind, id)?.Fields;

    /// <summary>The record.</summary>
    /// <exception cref="JsonRefusalException">There is none.</exception>
    public JsonObject Get(string kind, string id) =>
        Find(kind, id) ?? throw HarvestRefusals.NotFound();

    public JsonObject? Referred(JsonObject record, string member, string kind) =>
        record.WholeAt(member) is { } id ? Find(kind, Text(id)) : null;

    /// <summary>Keeps a new record and gives it its id.</summary>
    public JsonObject Add(string kind, JsonObject record, DateTimeOffset now)
    {
        var id = _ids.Next("ids", FirstId);
        var stamp = JsonApi.Stamp(now);
        record["id"] = id;
        record["created_at"] = stamp;
        record["updated_at"] = stamp;
        _ = store.Add(kind, Text(id), now, record);
        return record;
    }

    public JsonObject Save(string kind, JsonObject record, DateTimeOffset now)
    {
        record["updated_at"] = JsonApi.Stamp(now);
        store.Put(store.Find(kind, IdOf(record))! with { Fields = record, Modified = now });
        return record;
    }

    public void Remove(string kind, JsonObject record) => store.Remove(kind, IdOf(record));

    public static string IdOf(JsonObject record) => Text(record.WholeAt("id")!.Value);

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes over what a caller sent.</summary>
    /// <param name="record">Is changed.</param>
    /// <param name="isNew">What is not sent gets its default, and what is required must be there.</param>
    /// <exception cref="JsonRefusalException">Something is not as it must be.</exception>
    public void Fill(HarvestKind kind, JsonObject record, JsonObject sent, bool isNew)
    {
        foreach (var field in kind.Fields)
        {
            if (isNew)
            {
                record[field.Name] = field.Initial;
            }

            if (sent.ContainsKey(field.Name))
            {
                record[field.Name] = Accepted(field, sent);
            }

            if (field.IsRequired && (record[field.Name] is null || record.TextAt(field.Name) is ""))
            {
                throw HarvestRefusals.Blank(field.Name);
            }
        }
    }

    private JsonNode? Accepted(HarvestField field, JsonObject sent)
    {
        var value = sent[field.Name];
        if (value is null)
        {
            return null;
        }

        return field.Form switch
        {
            HarvestForm.Number => Number(field, sent),
            HarvestForm.Date => Date(field, value),
            HarvestForm.Text
                when field.Words is { } words
                    && !words.Contains(value.ToString(), StringComparer.Ordinal) =>
                throw HarvestRefusals.Invalid($"{field.Name} is not included in the list"),
            HarvestForm.Text => value.ToString(),
            HarvestForm.Flag => value.ToString() is "true" or "1",
            _ when value is JsonArray => value.DeepClone(),
            _ => throw HarvestRefusals.Invalid($"{field.Name} must be an array"),
        };
    }

    private JsonNode Number(HarvestField field, JsonObject sent)
    {
        var number =
            sent.NumberAt(field.Name)
            ?? throw HarvestRefusals.Invalid($"{field.Name} is not a number");
        if (field.Refers is not { } kind)
        {
            return number;
        }

        var id = (long)number;
        return Find(kind, Text(id)) is null
            ? throw HarvestRefusals.Invalid($"{field.Name[..^3]} must exist")
            : id;
    }

    private static JsonNode Date(HarvestField field, JsonNode value) =>
        DateOnly.TryParseExact(
            value.ToString(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        )
            ? value.ToString()
            : throw HarvestRefusals.Invalid($"{field.Name} is not a valid date");
}

using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>The records of an account, as they are kept: with the ids of all that they are associated with.</summary>
internal sealed class KantataBook(ObjectStore store, int seed)
{
    // Instants come with the offset of some place and not in UTC [U].
    private static readonly TimeSpan Offset = TimeSpan.FromHours(-8);

    private readonly NumberSeries _ids = new(store, seed);

    public IEnumerable<JsonObject> All(string kind) => store.All(kind).Select(x => x.Fields);

    public IEnumerable<JsonObject> All(KantataKind kind) => All(kind.Name);

    public JsonObject? Find(string kind, string? id) =>
        id is null ? null : store.Find(kind, id)?.Fields;

    /// <summary>The record that a segment of an address names.</summary>
    /// <exception cref="JsonRefusalException">There is none.</exception>
    public JsonObject Get(KantataKind kind, string id) =>
        Find(kind.Name, id) ?? throw KantataRefusals.NotFound();

    /// <summary>Keeps a new record and gives it its id.</summary>
    public JsonObject Add(KantataKind kind, JsonObject record, DateTimeOffset now)
    {
        // One series: no id of one kind is by chance one of another.
        var id = _ids.Next("ids", 1_000_000L).ToString(CultureInfo.InvariantCulture);
        return AddAs(kind, id, record, now);
    }

    /// <summary>Keeps a new record under an id.</summary>
    public JsonObject AddAs(KantataKind kind, string id, JsonObject record, DateTimeOffset now)
    {
        record["id"] = id;
        if (kind.IsStamped)
        {
            record["created_at"] = Stamp(now);
            record["updated_at"] = Stamp(now);
        }

        _ = store.Add(kind.Name, id, now, record);
        return record;
    }

    /// <summary>Keeps what has become of a record.</summary>
    /// <param name="isTouched">Its own members changed, and not only what it is associated with.</param>
    public JsonObject Save(
        KantataKind kind,
        JsonObject record,
        DateTimeOffset now,
        bool isTouched = true
    )
    {
        if (kind.IsStamped && isTouched)
        {
            record["updated_at"] = Stamp(now);
        }

        store.Put(
            store.Find(kind.Name, record.TextAt("id")!)! with
            {
                Fields = record,
                Modified = now,
            }
        );
        return record;
    }

    public void Remove(KantataKind kind, JsonObject record) =>
        store.Remove(kind.Name, record.TextAt("id")!);

    /// <summary>Takes over what a caller sent.</summary>
    /// <param name="record">Is changed.</param>
    /// <param name="isNew">What is not sent gets its default, and what is required must be there.</param>
    /// <exception cref="JsonRefusalException">Something is not as it must be.</exception>
    public void Fill(KantataKind kind, JsonObject record, JsonObject sent, bool isNew)
    {
        foreach (var field in kind.Fields)
        {
            if (isNew)
            {
                record[field.Name] = field.Initial;
            }

            if (sent.ContainsKey(field.Name))
            {
                record[field.Name] = sent[field.Name] is { } value ? Accepted(field, value) : null;
            }

            if (field.IsRequired && IsBlank(record[field.Name]))
            {
                throw KantataRefusals.Invalid($"{field.Title} can't be blank", field.Name);
            }
        }
    }

    /// <summary>An instant in whole seconds, with an offset: <c>2026-03-16T04:00:00-08:00</c>.</summary>
    public static string Stamp(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static bool IsDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out day
        );

    private static bool IsBlank(JsonNode? value) => string.IsNullOrWhiteSpace(value?.ToString());

    private JsonNode Accepted(KantataField field, JsonNode value) =>
        field.Form switch
        {
            KantataForm.Whole => new JsonObject { ["x"] = value.DeepClone() }.WholeAt("x")
                ?? throw KantataRefusals.Invalid($"{field.Title} is not a number", field.Name),
            KantataForm.Flag => value.ToString() is "true" or "1",
            KantataForm.Date => IsDay(value.ToString(), out _)
                ? value.ToString()
                : throw KantataRefusals.Invalid($"{field.Title} is not a valid date", field.Name),
            KantataForm.Id => Known(field, value.ToString()),
            KantataForm.Ids when value is JsonArray many => many.Select(x =>
                    Known(field, x!.ToString())
                )
                .ToJsonArray(),
            KantataForm.Text
                when field.Words is { } words
                    && !words.Contains(value.ToString(), StringComparer.Ordinal) =>
                throw KantataRefusals.Invalid(
                    $"{field.Title} is not included in the list",
                    field.Name
                ),
            KantataForm.Text => value.ToString(),
            KantataForm.Any => value.DeepClone(),
            _ => throw KantataRefusals.Invalid($"{field.Title} is invalid", field.Name),
        };

    private JsonNode Known(KantataField field, string id) =>
        Find(field.Refers!, id) is null
            ? throw KantataRefusals.Invalid($"{field.Title} could not be found", field.Name)
            : id;
}

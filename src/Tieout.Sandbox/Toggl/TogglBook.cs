using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Toggl;

/// <summary>The records of a workspace, whose ids are whole numbers.</summary>
internal sealed class TogglBook(ObjectStore store, int seed)
{
    private readonly NumberSeries _numbers = new(store, seed);

    /// <summary>What decides whatever is drawn.</summary>
    public int Seed => seed;

    public IEnumerable<JsonObject> All(string kind) => store.All(kind).Select(x => x.Fields);

    public JsonObject? Find(string kind, long? id) =>
        id is { } some ? store.Find(kind, Key(some))?.Fields : null;

    /// <summary>The record that a segment of an address names.</summary>
    /// <exception cref="JsonRefusalException">There is none.</exception>
    public JsonObject Get(string kind, string id, string titled) =>
        Find(kind, TogglValues.Whole(id)) ?? throw TogglRefusals.NotFound(titled);

    /// <summary>A record that another one refers to; none when it refers to none.</summary>
    /// <exception cref="JsonRefusalException">There is none of that id.</exception>
    public JsonObject? Referred(string kind, JsonObject from, string name) =>
        from.WholeAt(name) is not { } id
            ? null
            : Find(kind, id) ?? throw TogglRefusals.Invalid($"Invalid {name}");

    /// <summary>Keeps a new record and gives it its id.</summary>
    public JsonObject Add(string kind, JsonObject record, DateTimeOffset now)
    {
        var id = _numbers.Next(kind, FirstOf(kind));
        record["id"] = id;
        _ = store.Add(kind, Key(id), now, record);
        return record;
    }

    /// <summary>Keeps a record under the id that it has.</summary>
    public JsonObject AddAs(string kind, JsonObject record, DateTimeOffset now)
    {
        _ = store.Add(kind, Key(record.WholeAt("id")!.Value), now, record);
        return record;
    }

    public JsonObject Save(string kind, JsonObject record, DateTimeOffset now)
    {
        var held = store.Find(kind, Key(record.WholeAt("id")!.Value))!;
        store.Put(held with { Fields = record, Modified = now });
        return record;
    }

    public void Remove(string kind, JsonObject record) =>
        store.Remove(kind, Key(record.WholeAt("id")!.Value));

    public long NextNumber(string name) => _numbers.Next(name, 0L);

    public static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Ids are those of a system with many tenants.</summary>
    private static long FirstOf(string kind) =>
        kind switch
        {
            TogglTime.Kind => 4_000_000_000L,
            "projects" => 200_000_000L,
            "clients" => 60_000_000L,
            "users" => 9_000_000L,
            _ => 1_000_000L,
        };
}

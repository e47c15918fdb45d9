using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Clockify;

/// <summary>The records of a workspace.</summary>
internal sealed class ClockifyBook(ObjectStore store, int seed)
{
    private const int SizeStandard = 50;
    private const int SizeMax = 5000;

    private readonly NumberSeries _numbers = new(store, seed);

    public IEnumerable<JsonObject> All(string kind) => store.All(kind).Select(x => x.Fields);

    public JsonObject? Find(string kind, string? id) =>
        id is null ? null : store.Find(kind, id)?.Fields;

    /// <summary>The record.</summary>
    /// <exception cref="JsonRefusalException">There is none.</exception>
    public JsonObject Get(string kind, string id) =>
        Find(kind, id) ?? throw ClockifyRefusals.NotFound(Titled(kind), id);

    /// <summary>Keeps a new record and gives it its id.</summary>
    public JsonObject Add(string kind, JsonObject record, DateTimeOffset now)
    {
        record["id"] = NewId();
        _ = store.Add(kind, record.TextAt("id")!, now, record);
        return record;
    }

    public JsonObject Save(string kind, JsonObject record, DateTimeOffset now)
    {
        var held = store.Find(kind, record.TextAt("id")!)!;
        store.Put(held with { Fields = record, Modified = now });
        return record;
    }

    /// <summary>A record that was removed is there again, as it was.</summary>
    public JsonObject Restore(string kind, JsonObject record, DateTimeOffset now)
    {
        _ = store.Add(kind, record.TextAt("id")!, now, record);
        return record;
    }

    public void Remove(string kind, JsonObject record) => store.Remove(kind, record.TextAt("id")!);

    /// <summary>24 hexadecimal digits.</summary>
    public string NewId()
    {
        var number = _numbers.Next("clockify", 0L);
        var text = string.Create(CultureInfo.InvariantCulture, $"clockify {seed} {number}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
    }

    /// <summary>A page of a list, with the header that says whether it is the last.</summary>
    public static JsonAnswer Page(
        JsonCall call,
        IEnumerable<JsonObject> records,
        Func<JsonObject, JsonNode> show
    )
    {
        var all = records.ToList();
        var number = Math.Max(1, Whole(call, "page", 1));
        var size = Math.Clamp(Whole(call, "page-size", SizeStandard), 1, SizeMax);
        var page = all.Skip((number - 1) * size).Take(size).Select(show).ToJsonArray();
        return new JsonAnswer(200, page)
        {
            Headers = [("Last-Page", number * size >= all.Count ? "true" : "false")],
        };
    }

    public static int Whole(JsonCall call, string name, int standard) =>
        call.Query(name) is not { } text ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
        : throw ClockifyRefusals.Invalid($"{name} must be a number");

    /// <summary>An instant of the query or a body, as ISO 8601; none when it is not there.</summary>
    public static DateTimeOffset? Instant(string? text, string name) =>
        text is null ? null
        : DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant
        : throw ClockifyRefusals.Invalid($"{name} must be in format yyyy-MM-ddThh:mm:ssZ");

    private static string Titled(string kind) =>
        kind switch
        {
            "time-entries" => "Time entry",
            "approval-requests" => "Approval request",
            _ => char.ToUpperInvariant(kind[0]) + kind[1..^1],
        };
}

using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Model;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>A record while it is worked on. References and choices are kept by their id.</summary>
internal sealed class NsRecord(RecordType type, string id, JsonObject fields)
{
    public RecordType Type { get; } = type;

    public string Id { get; } = id;

    public JsonObject Fields { get; } = fields;

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Modified { get; init; }

    public string ExternalId => Text("externalId");

    /// <summary>What a reference to it shows.</summary>
    public string Name =>
        Type.Name switch
        {
            "customerSubsidiaryRelationship" => $"{Text("entity")} - {Text("subsidiary")}",
            "timeBill" => Id,
            _ => Text(Type.NameField),
        };

    public bool Has(string field) => Fields[field] is not null;

    public string Text(string field) => TextOf(Fields, field);

    public decimal Amount(string field) => AmountOf(Fields, field);

    public bool Is(string field) => IsTrue(Fields, field);

    public DateOnly? Date(string field) => DateOf(Fields, field);

    public NsRecord Set(string field, JsonNode? value)
    {
        if (value is null)
        {
            _ = Fields.Remove(field);
        }
        else
        {
            Fields[field] = value;
        }

        return this;
    }

    public NsRecord SetDate(string field, DateOnly value) =>
        Set(field, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The lines of a sublist; none when it was never given.</summary>
    public IReadOnlyList<JsonObject> Lines(string sublist) =>
        Fields[sublist] is JsonArray lines ? [.. lines.Select(x => x!.AsObject())] : [];

    public static string TextOf(JsonObject fields, string field) =>
        fields[field]?.ToString() ?? string.Empty;

    public static decimal AmountOf(JsonObject fields, string field) =>
        fields[field] is { } value
            ? decimal.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : 0m;

    public static bool IsTrue(JsonObject fields, string field) =>
        fields[field] is JsonValue value && value.TryGetValue<bool>(out var isSo) && isSo;

    public static DateOnly? DateOf(JsonObject fields, string field) =>
        fields[field] is { } value
            ? DateOnly.ParseExact(value.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}

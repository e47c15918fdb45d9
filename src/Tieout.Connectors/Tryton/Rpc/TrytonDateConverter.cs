using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary><c>{"__class__":"date","year":2026,"month":3,"day":2}</c>.</summary>
internal sealed class TrytonDateConverter : JsonConverter<LocalDate>
{
    public override LocalDate Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        using var value = TypedValue.Read(ref reader, "date");
        return new LocalDate(value.Int("year"), value.Int("month"), value.Int("day"));
    }

    public override void Write(
        Utf8JsonWriter writer,
        LocalDate value,
        JsonSerializerOptions options
    )
    {
        writer.WriteStartObject();
        writer.WriteString("__class__", "date");
        writer.WriteNumber("year", value.Year);
        writer.WriteNumber("month", value.Month);
        writer.WriteNumber("day", value.Day);
        writer.WriteEndObject();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>A <c>datetime</c> in parts, in UTC, with microseconds.</summary>
internal sealed class TrytonInstantConverter : JsonConverter<Instant>
{
    private const int NanosecondsPerMicrosecond = 1000;

    public override Instant Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        using var value = TypedValue.Read(ref reader, "datetime");
        return new LocalDateTime(
            value.Int("year"),
            value.Int("month"),
            value.Int("day"),
            value.Int("hour"),
            value.Int("minute"),
            value.Int("second")
        )
            .PlusNanoseconds((long)value.Int("microsecond") * NanosecondsPerMicrosecond)
            .InUtc()
            .ToInstant();
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        var parts = value.InUtc();
        writer.WriteStartObject();
        writer.WriteString("__class__", "datetime");
        writer.WriteNumber("year", parts.Year);
        writer.WriteNumber("month", parts.Month);
        writer.WriteNumber("day", parts.Day);
        writer.WriteNumber("hour", parts.Hour);
        writer.WriteNumber("minute", parts.Minute);
        writer.WriteNumber("second", parts.Second);
        writer.WriteNumber("microsecond", parts.NanosecondOfSecond / NanosecondsPerMicrosecond);
        writer.WriteEndObject();
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using NodaTime.Serialization.SystemTextJson;

namespace Tieout.Runtime.Storage.Json;

/// <summary>A date is <c>"2026-10-31"</c>, as NodaTime's own converter has it, without its garbage.</summary>
internal sealed class DateConverter : JsonConverter<LocalDate>
{
    private static readonly JsonConverter<LocalDate> Full = NodaConverters.LocalDateConverter;

    public override LocalDate Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => Full.Read(ref reader, typeToConvert, options);

    public override void Write(
        Utf8JsonWriter writer,
        LocalDate value,
        JsonSerializerOptions options
    )
    {
        if (value.Calendar != CalendarSystem.Iso || value.Year is < 1 or > 9999)
        {
            Full.Write(writer, value, options);
            return;
        }

        Span<byte> text = stackalloc byte[10];
        _ = Utf8.TryWrite(
            text,
            CultureInfo.InvariantCulture,
            $"{value.Year:0000}-{value.Month:00}-{value.Day:00}",
            out _
        );
        writer.WriteStringValue(text);
    }

    public override LocalDate ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => Full.ReadAsPropertyName(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(
        Utf8JsonWriter writer,
        LocalDate value,
        JsonSerializerOptions options
    ) => Full.WriteAsPropertyName(writer, value, options);
}

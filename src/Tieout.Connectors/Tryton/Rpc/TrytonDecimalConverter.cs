using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>
/// <c>{"__class__":"Decimal","decimal":"225.5"}</c>, and a plain number where Tryton has a float.
/// </summary>
internal sealed class TrytonDecimalConverter : JsonConverter<decimal>
{
    public override decimal Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType is JsonTokenType.Number)
        {
            return reader.GetDecimal();
        }

        using var value = TypedValue.Read(ref reader, "Decimal");
        var text = value.RootElement.GetProperty("decimal").GetString();
        return decimal.TryParse(
            text,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
            : throw new JsonException($"'{text}' is no decimal.");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("__class__", "Decimal");
        writer.WriteString("decimal", value.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }
}

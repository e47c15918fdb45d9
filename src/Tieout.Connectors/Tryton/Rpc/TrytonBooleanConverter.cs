using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>True and false, and the 0 and 1 that Tryton answers on SQLite.</summary>
internal sealed class TrytonBooleanConverter : JsonConverter<bool>
{
    public override bool Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number => reader.GetInt32() != 0,
            _ => throw new JsonException("True or false was expected."),
        };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) =>
        writer.WriteBooleanValue(value);
}

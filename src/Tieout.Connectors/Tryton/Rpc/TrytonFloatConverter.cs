using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>A plain JSON number, where decimals of Tryton come as objects.</summary>
internal sealed class TrytonFloatConverter : JsonConverter<TrytonFloat>
{
    public override TrytonFloat Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => new(reader.GetDecimal());

    public override void Write(
        Utf8JsonWriter writer,
        TrytonFloat value,
        JsonSerializerOptions options
    ) => writer.WriteNumberValue(value.Value);
}

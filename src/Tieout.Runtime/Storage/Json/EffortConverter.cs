using System.Text.Json;
using System.Text.Json.Serialization;
using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Storage.Json;

/// <summary>Effort is a number of seconds.</summary>
internal sealed class EffortConverter : JsonConverter<Effort>
{
    public override Effort Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => new(reader.GetDecimal());

    public override void Write(
        Utf8JsonWriter writer,
        Effort value,
        JsonSerializerOptions options
    ) => writer.WriteNumberValue(value.Seconds);
}

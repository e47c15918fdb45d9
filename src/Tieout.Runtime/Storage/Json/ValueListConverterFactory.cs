using System.Text.Json;
using System.Text.Json.Serialization;
using Tieout.Domain.Canonical;

namespace Tieout.Runtime.Storage.Json;

/// <summary>A value list is a JSON array.</summary>
internal sealed class ValueListConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType
        && typeToConvert.GetGenericTypeDefinition() == typeof(ValueList<>);

    public override JsonConverter CreateConverter(
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        (JsonConverter)
            Activator.CreateInstance(
                typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments())
            )!;

    private sealed class Converter<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            JsonSerializer.Deserialize<T[]>(ref reader, options) is { } elements
                ? ValueList.Create<T>(elements)
                : throw new JsonException("A list cannot be null.");

        public override void Write(
            Utf8JsonWriter writer,
            ValueList<T> value,
            JsonSerializerOptions options
        )
        {
            writer.WriteStartArray();
            foreach (var element in value)
            {
                JsonSerializer.Serialize(writer, element, options);
            }

            writer.WriteEndArray();
        }
    }
}

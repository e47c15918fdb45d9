using System.Text.Json;
using System.Text.Json.Serialization;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Storage.Json;

/// <summary>Every identifier is a plain JSON string, also as a member name.</summary>
internal sealed class IdentifierConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsValueType
        && typeToConvert
            .GetInterfaces()
            .Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IIdentifier<>));

    public override JsonConverter CreateConverter(
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        (JsonConverter)
            Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, IIdentifier<T>
    {
        public override T Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => Parse(reader.GetString());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);

        public override T ReadAsPropertyName(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => Parse(reader.GetString());

        public override void WriteAsPropertyName(
            Utf8JsonWriter writer,
            T value,
            JsonSerializerOptions options
        ) => writer.WritePropertyName(value.Value);

        private static T Parse(string? text)
        {
            try
            {
                return T.Parse(text ?? string.Empty);
            }
            catch (FormatException e)
            {
                throw new JsonException(e.Message, e);
            }
        }
    }
}

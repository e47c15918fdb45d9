using System.Text.Json;
using System.Text.Json.Serialization;
using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Storage.Json;

/// <summary>A currency is its code.</summary>
internal sealed class CurrencyConverter : JsonConverter<CurrencyCode>
{
    public override CurrencyCode Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        CurrencyCode.TryParse(reader.GetString() ?? string.Empty, out var currency)
            ? currency
            : throw new JsonException("Not an ISO 4217 currency that the hub knows.");

    public override void Write(
        Utf8JsonWriter writer,
        CurrencyCode value,
        JsonSerializerOptions options
    ) => writer.WriteStringValue(value.Code);
}

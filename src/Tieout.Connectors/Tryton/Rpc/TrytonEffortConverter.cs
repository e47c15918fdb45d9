using System.Text.Json;
using System.Text.Json.Serialization;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>
/// <c>{"__class__":"timedelta","seconds":27000.0}</c>; the seconds are a float in Tryton, with six
/// decimals that mean something.
/// </summary>
internal sealed class TrytonEffortConverter : JsonConverter<Effort>
{
    private const int Digits = 6;

    public override Effort Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        using var value = TypedValue.Read(ref reader, "timedelta");
        return new Effort(value.RootElement.GetProperty("seconds").GetDecimal().RoundTo(Digits));
    }

    public override void Write(Utf8JsonWriter writer, Effort value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("__class__", "timedelta");
        writer.WriteNumber("seconds", value.Seconds.RoundTo(Digits));
        writer.WriteEndObject();
    }
}

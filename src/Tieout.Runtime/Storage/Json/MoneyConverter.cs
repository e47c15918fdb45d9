using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Storage.Json;

/// <summary>An amount is one text, <c>"1204.50 EUR"</c>, so that neither half can go missing.</summary>
internal sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        var text = reader.GetString() ?? string.Empty;
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return
            space > 0
            && decimal.TryParse(
                text.AsSpan(0, space),
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var amount
            )
            && CurrencyCode.TryParse(text[(space + 1)..], out var currency)
            ? new Money(amount, currency)
            : throw new JsonException("An amount is a decimal, a space and a currency code.");
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        // A decimal has at most 31 characters, a currency code three.
        Span<byte> text = stackalloc byte[40];
        _ = Utf8.TryWrite(
            text,
            CultureInfo.InvariantCulture,
            $"{value.Amount} {value.Currency.Code}",
            out var length
        );
        writer.WriteStringValue(text[..length]);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Stored values as typed ones, and as the vendor writes them.</summary>
internal static class FieldValue
{
    /// <summary>A text, a decimal, a bool, a date or an instant; none when empty.</summary>
    public static object? Typed(FieldDefinition field, JsonNode? stored) =>
        (field.Type, stored) switch
        {
            (FieldType.Boolean, null) => false,
            (_, null) => null,
            (FieldType.Boolean, var value) => value.GetValue<bool>(),
            (FieldType.Date, var value) => Stamp.ParseDate(value.ToString()),
            (FieldType.DateTime, var value) => Stamp.Parse(value.ToString()),
            (var type, var value) when FieldTypes.IsNumber(type) => decimal.Parse(
                value.ToString(),
                NumberStyles.Float,
                CultureInfo.InvariantCulture
            ),
            (_, var value) => value.ToString(),
        };

    /// <summary>What is stored of a typed value.</summary>
    public static JsonNode? Stored(object? value) =>
        value switch
        {
            null or "" => null,
            bool flag => JsonValue.Create(flag),
            decimal number => JsonValue.Create(number),
            DateOnly day => JsonValue.Create(
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ),
            DateTimeOffset instant => JsonValue.Create(Stamp.Of(Stamp.Whole(instant))),
            _ => JsonValue.Create(value.ToString()),
        };

    /// <summary>As an answer holds it. Numbers are written as Java writes a double.</summary>
    public static JsonNode? Answered(FieldDefinition field, JsonNode? stored) =>
        stored is null
            ? field.Type is FieldType.Boolean
                ? JsonValue.Create(false)
                : null
            : field.Type is FieldType.Currency or FieldType.Double or FieldType.Percent
                ? Number((decimal)Typed(field, stored)!)
                : stored.DeepClone();

    /// <summary>A number as answers hold it: 15000.0, and from ten millions on 1.39E8.</summary>
    /// <remarks>[U] of the vendor: what Java's Double.toString gives, not re-verified.</remarks>
    public static JsonNode? Number(decimal number)
    {
        var size = Math.Abs(number);
        if (size is 0m or (>= 0.001m and < 10_000_000m))
        {
            return JsonNode.Parse(
                number.ToString("0.0#################", CultureInfo.InvariantCulture)
            );
        }

        var text = ((double)number).ToString("0.0################E0", CultureInfo.InvariantCulture);
        return JsonNode.Parse(text);
    }
}

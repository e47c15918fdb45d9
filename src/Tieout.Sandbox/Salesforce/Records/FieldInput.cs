using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Reads what a caller writes into a field, and refuses what it cannot hold.</summary>
internal static class FieldInput
{
    /// <summary>What is stored of it; none empties the field.</summary>
    /// <exception cref="SalesforceException">The field does not take it.</exception>
    public static JsonNode? Read(FieldDefinition field, JsonNode? given)
    {
        var isText = given?.GetValueKind() is JsonValueKind.String;
        if (given is null || (isText && given.ToString().Length == 0))
        {
            return field.Type is FieldType.Boolean && given is null
                ? throw Unreadable(field, "null")
                : null;
        }

        return field.Type switch
        {
            FieldType.Boolean => Flag(field, given),
            FieldType.Date => Date(field, given.ToString()),
            FieldType.DateTime => Instant(field, given.ToString()),
            var type when FieldTypes.IsNumber(type) => Number(field, given),
            var type when FieldTypes.IsId(type) => Id(field, given.ToString()),
            _ => Text(field, given),
        };
    }

    private static JsonValue Flag(FieldDefinition field, JsonNode given) =>
        given.GetValueKind() switch
        {
            JsonValueKind.True => JsonValue.Create(true),
            JsonValueKind.False => JsonValue.Create(false),
            JsonValueKind.String when bool.TryParse(given.ToString(), out var flag) =>
                JsonValue.Create(flag),
            _ => throw Unreadable(field, given.ToString()),
        };

    private static JsonValue Date(FieldDefinition field, string text)
    {
        var day = text.Length > 10 && text[10] is 'T' ? text[..10] : text;
        return Stamp.ParseDate(day) is null ? throw Unreadable(field, text) : JsonValue.Create(day);
    }

    private static JsonNode Instant(FieldDefinition field, string text) =>
        (Stamp.Parse(text) ?? DayAsInstant(text)) is { } instant
            ? FieldValue.Stored(instant)!
            : throw Unreadable(field, text);

    private static DateTimeOffset? DayAsInstant(string text) =>
        Stamp.ParseDate(text) is { } day
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : null;

    private static JsonValue Number(FieldDefinition field, JsonNode given)
    {
        if (
            !decimal.TryParse(
                given.ToJsonString().Trim('"'),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            throw Unreadable(field, given.ToString());
        }

        if (field.Type is FieldType.Int)
        {
            return decimal.IsInteger(number) && Math.Abs(number) < 1_000_000_000m
                ? JsonValue.Create((long)number)
                : throw Unreadable(field, given.ToString());
        }

        var rounded = number.RoundTo(field.ScaleMax);
        var whole = decimal.Truncate(Math.Abs(rounded)).ToString(CultureInfo.InvariantCulture);
        return whole.Length > field.PrecisionMax - field.ScaleMax
            ? throw new SalesforceException(
                400,
                "NUMBER_OUTSIDE_VALID_RANGE",
                $"{field.LabelOrName}: value outside of valid range on numeric field: {given}",
                field.Name
            )
            : JsonValue.Create(rounded);
    }

    private static JsonValue Id(FieldDefinition field, string text) =>
        RecordId.Normalise(text) is { } id
            ? JsonValue.Create(id)
            : throw new SalesforceException(
                400,
                "MALFORMED_ID",
                $"{field.LabelOrName}: id value of incorrect type: {text}",
                field.Name
            );

    private static JsonValue Text(FieldDefinition field, JsonNode given)
    {
        if (given is not JsonValue)
        {
            throw Unreadable(field, given.ToJsonString());
        }

        var text = given.ToString();
        if (text.Length > field.LengthMax)
        {
            throw new SalesforceException(
                400,
                "STRING_TOO_LONG",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{field.LabelOrName}: data value too large: {text} (max length={field.LengthMax})"
                ),
                field.Name
            );
        }

        if (field.Type is FieldType.Email && !text.Contains('@', StringComparison.Ordinal))
        {
            throw new SalesforceException(
                400,
                "INVALID_EMAIL_ADDRESS",
                $"{field.LabelOrName}: invalid email address: {text}",
                field.Name
            );
        }

        return IsAllowed(field, text)
            ? JsonValue.Create(text)
            : throw new SalesforceException(
                400,
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                $"{field.LabelOrName}: bad value for restricted picklist field: {text}",
                field.Name
            );
    }

    private static bool IsAllowed(FieldDefinition field, string text) =>
        !field.Restricted
        || (
            field.Type is FieldType.MultiPicklist
                ? text.Split(';').All(x => field.Values.Contains(x, StringComparer.Ordinal))
                : field.Values.Contains(text, StringComparer.Ordinal)
        );

    private static SalesforceException Unreadable(FieldDefinition field, string text)
    {
        var type = FieldTypes.SoapNameOf(field.Type).Split(':')[1];
        return new SalesforceException(
            400,
            "JSON_PARSER_ERROR",
            $"Cannot deserialize instance of {type} from VALUE_STRING value {text} or request may be missing a required field at [line:1, column:1]"
        );
    }
}

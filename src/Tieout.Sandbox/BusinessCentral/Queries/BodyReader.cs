using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Model;

namespace Tieout.Sandbox.BusinessCentral.Queries;

/// <summary>Takes what was sent into a record.</summary>
internal static class BodyReader
{
    /// <summary>Sets every property that was sent.</summary>
    /// <returns>Their names.</returns>
    /// <exception cref="NavRefusalException">One of them does not exist, or not with that value.</exception>
    public static HashSet<string> Apply(JsonObject body, NavRecord record, bool isNew)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in body)
        {
            if (name.StartsWith('@') || IsPart(record.Resource, name, isNew))
            {
                continue;
            }

            var field = record.Resource.Find(name) ?? throw Unknown(record.Resource, name);
            if (IsPassedOver(field, record, value))
            {
                continue;
            }

            if (field.IsReadOnly)
            {
                // The wording is not documented [U].
                throw Refusals.Request($"Control '{name}' is read-only.");
            }

            record.Fields[name] = Read(field, value);
            _ = given.Add(name);
        }

        return given;
    }

    /// <summary>The lists of parts that were sent along with their owner.</summary>
    public static IEnumerable<(Navigation Way, JsonArray Parts)> Parts(
        JsonObject body,
        Resource resource
    ) =>
        resource
            .Navigations.Where(x => x.IsMany)
            .Select(x => (x, Parts: body[x.Name] as JsonArray))
            .Where(x => x.Parts is not null)
            .Select(x => (x.x, x.Parts!));

    private static bool IsPart(Resource resource, string name, bool isNew)
    {
        if (resource.Way(name) is not { } way)
        {
            return false;
        }

        return way.IsMany && isNew
            ? true
            : throw Refusals.Request($"The property '{name}' cannot be changed this way.");
    }

    /// <summary>
    /// Ids and stamps are the system's; samples of the vendor send them along, and whether they are taken
    /// is not documented [U]. Here they are passed over, and so is a name that follows from a number.
    /// </summary>
    private static bool IsPassedOver(Field field, NavRecord record, JsonNode? value)
    {
        if (field.Kind is FieldKind.Instant || (field.IsReadOnly && field.Kind is FieldKind.Text))
        {
            return true;
        }

        return string.Equals(field.Name, record.Resource.Key, StringComparison.Ordinal)
            || (field.IsReadOnly && JsonNode.DeepEquals(value, Rendering.Value(record, field)));
    }

    private static JsonNode? Read(Field field, JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        return (field.Kind, kind) switch
        {
            (FieldKind.Code, JsonValueKind.String) => Text(
                field,
                Word(value).Trim().ToUpperInvariant()
            ),
            (FieldKind.Text, JsonValueKind.String) => Text(field, Word(value)),
            (FieldKind.Code or FieldKind.Text, JsonValueKind.Null) => string.Empty,
            (FieldKind.Guid, JsonValueKind.String) when Guid.TryParse(Word(value), out var guid) =>
                guid.ToString("D"),
            (FieldKind.Guid, JsonValueKind.Null) => NavRecord.NoId,
            (FieldKind.Decimal, JsonValueKind.Number) when IsDecimal(value, out var amount) =>
                amount,
            (FieldKind.Integer or FieldKind.Long, JsonValueKind.Number)
                when IsDecimal(value, out var whole) && whole == decimal.Truncate(whole) =>
                (long)whole,
            (FieldKind.Boolean, JsonValueKind.True or JsonValueKind.False) => (bool)value!,
            (FieldKind.Date, JsonValueKind.String) when IsDate(Word(value)) => Word(value),
            (FieldKind.Date, JsonValueKind.Null) => "0001-01-01",
            (FieldKind.Choice, JsonValueKind.String) => Choice(field, Word(value)),
            _ => throw Refusals.Request(
                $"Cannot convert the literal '{value?.ToJsonString().Trim('"')}' to the expected type '{TypeOf(field)}'."
            ),
        };
    }

    private static string Word(JsonNode? value) => (string)value!;

    private static string Text(Field field, string text) =>
        text.Length <= field.Length
            ? text
            : throw Refusals.TooLong(text.Length, field.Length, text);

    private static string Choice(Field field, string word) =>
        field.IndexOf(word) is >= 0 and var index
            ? field.Choices![index]
            : throw Refusals.Validation(
                $"'{word}' is not an option. The existing options are: {string.Join(',', field.Choices!)}"
            );

    private static bool IsDecimal(JsonNode? value, out decimal amount) =>
        decimal.TryParse(
            value!.ToJsonString(),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out amount
        );

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );

    private static string TypeOf(Field field) =>
        field.Kind switch
        {
            FieldKind.Guid => "Edm.Guid",
            FieldKind.Decimal => "Edm.Decimal",
            FieldKind.Integer => "Edm.Int32",
            FieldKind.Long => "Edm.Int64",
            FieldKind.Boolean => "Edm.Boolean",
            FieldKind.Date => "Edm.Date",
            FieldKind.Instant => "Edm.DateTimeOffset",
            _ => "Edm.String",
        };

    private static NavRefusalException Unknown(Resource resource, string name) =>
        Refusals.Request(
            $"The property '{name}' does not exist on type '{EdmBuilding.Namespace}.{resource.Type}'. Make sure to only use property names that are defined by the type."
        );
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Model;

namespace Tieout.Sandbox.NetSuite.Records;

/// <summary>Takes over what a body says of a record.</summary>
/// <param name="validation">
/// Of names that the type does not have: <c>Warning</c>, the vendor's default, drops them without a
/// word in the answer; so does <c>Ignore</c>. <c>Error</c> refuses them.
/// </param>
/// <param name="replaced">Sublists whose lines are replaced; those of the others are added to.</param>
internal sealed class BodyReading(NsBook book, string validation, IReadOnlySet<string> replaced)
{
    public void Apply(NsRecord record, JsonObject body) =>
        Apply(record.Type.Fields, record.Fields, body, string.Empty);

    private void Apply(FieldSet fields, JsonObject held, JsonObject body, string path)
    {
        foreach (var (name, value) in body)
        {
            var place = path + name;
            if (name is "links" or "refName")
            {
                continue;
            }

            if (fields.Find(name) is not { } field)
            {
                if (string.Equals(validation, "Error", StringComparison.OrdinalIgnoreCase))
                {
                    throw Refusals.NoSuchField(place);
                }

                continue;
            }

            if (field.IsReadOnly)
            {
                // The id may be repeated; what is computed is passed over [U].
                continue;
            }

            switch (field.Kind)
            {
                case FieldKind.Sublist:
                    held[field.Name] = Lines(field, held, value, place);
                    break;
                case FieldKind.Subrecord:
                    var part = held[field.Name] as JsonObject ?? [];
                    Apply(field.Parts!, part, Object(value, place), place + ".");
                    held[field.Name] = part.DeepClone();
                    break;
                default:
                    Put(held, field, value, place);
                    break;
            }
        }
    }

    private JsonArray Lines(Field field, JsonObject held, JsonNode? value, string place)
    {
        var items = value switch
        {
            JsonObject collection => collection["items"] as JsonArray,
            JsonArray list => list,
            _ => null,
        };
        var lines =
            replaced.Contains(field.Name) || held[field.Name] is not JsonArray before
                ? []
                : before.DeepClone().AsArray();
        for (var i = 0; i < (items ?? throw Refusals.Value(place)).Count; i++)
        {
            var given = Object(items[i], place);
            var line = LineOf(lines, given) ?? Added(lines);
            Apply(
                field.Parts!,
                line,
                given,
                string.Create(CultureInfo.InvariantCulture, $"{place}.items[{i}].")
            );
            SaleTotals.MarkGiven(line, given.ContainsKey("tax1Amt"));
        }

        return lines;
    }

    /// <summary>The line that is meant by its number.</summary>
    private static JsonObject? LineOf(JsonArray lines, JsonObject given) =>
        given["line"] is { } number
            ? lines
                .Select(x => x!.AsObject())
                .FirstOrDefault(x =>
                    string.Equals(
                        x["line"]?.ToString(),
                        number.ToString(),
                        StringComparison.Ordinal
                    )
                )
            : null;

    private static JsonObject Added(JsonArray lines)
    {
        var line = new JsonObject();
        lines.Add(line);
        return line;
    }

    private void Put(JsonObject held, Field field, JsonNode? value, string place)
    {
        if (value is null)
        {
            _ = held.Remove(field.Name);
            return;
        }

        held[field.Name] = field.Kind switch
        {
            FieldKind.Reference => Reference(field.Target!, value, place),
            FieldKind.Choice => value is JsonObject choice
                ? choice["id"]?.ToString() ?? throw Refusals.Value(place)
                : value.ToString(),
            FieldKind.YesNo => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                ? value.DeepClone()
                : throw Refusals.Value(place),
            FieldKind.Amount or FieldKind.Count => Number(value) ?? throw Refusals.Value(place),
            FieldKind.Date => IsDate(value) ? value.ToString()[..10] : throw Refusals.Value(place),
            FieldKind.Text => value is JsonValue ? value.ToString() : throw Refusals.Value(place),
            _ => value.DeepClone(),
        };
    }

    private string Reference(string target, JsonNode value, string place)
    {
        if (value is not JsonObject given)
        {
            throw Refusals.Value(place);
        }

        if (given["id"] is { } id)
        {
            return book.FindTarget(target, id.ToString())?.Id ?? throw Refusals.Reference(place);
        }

        var externalId = given["externalId"]?.ToString() ?? throw Refusals.Value(place);
        return RecordTypes
                .Targets(target)
                .Select(x => book.ByExternalId(x, externalId))
                .FirstOrDefault(x => x is not null)
                ?.Id
            ?? throw Refusals.Reference(place);
    }

    private static JsonNode? Number(JsonNode value) =>
        value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
        && decimal.TryParse(
            value.ToString(),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private static bool IsDate(JsonNode value) =>
        value is JsonValue
        && value.ToString() is { Length: >= 10 } text
        && DateOnly.TryParseExact(
            text[..10],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );

    private static JsonObject Object(JsonNode? value, string place) =>
        value as JsonObject ?? throw Refusals.Value(place);
}

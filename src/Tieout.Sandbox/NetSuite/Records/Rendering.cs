using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Model;

namespace Tieout.Sandbox.NetSuite.Records;

/// <summary>Tells records as the service does.</summary>
/// <param name="root">Of the record service, with a slash at the end.</param>
internal sealed class Rendering(NsBook book, string root)
{
    public JsonObject Of(NsRecord record, bool isExpanded)
    {
        var address = $"{root}{record.Type.Name}/{record.Id}";
        var shown = new JsonObject { ["links"] = Self(address), ["id"] = record.Id };
        foreach (var field in record.Type.Fields.All)
        {
            if (Value(record, field, address, isExpanded) is { } value)
            {
                shown[field.Name] = value;
            }
        }

        if (record.Type.IsTransaction)
        {
            shown["refName"] = $"{record.Type.Label} #{record.Name}";
        }

        return shown;
    }

    /// <summary>A sublist as a resource of its own.</summary>
    public JsonObject Sublist(NsRecord record, Field field, bool isExpanded) =>
        Collection(record, field, $"{root}{record.Type.Name}/{record.Id}/{field.Name}", isExpanded);

    /// <summary>One line of a sublist.</summary>
    public JsonObject Line(NsRecord record, Field field, JsonObject line, int number) =>
        Part(
            record,
            field.Parts!,
            line,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{root}{record.Type.Name}/{record.Id}/{field.Name}/{number}"
            )
        );

    public static JsonArray Self(string address) =>
        [new JsonObject { ["rel"] = "self", ["href"] = address }];

    private JsonNode? Value(NsRecord record, Field field, string address, bool isExpanded) =>
        field.Name switch
        {
            "id" => null,
            "dateCreated" or "createdDate" => Instant(record.Created),
            "lastModifiedDate" => Instant(record.Modified),
            "name" when record.Type.Name is "customerSubsidiaryRelationship" => record.Name,
            "balance" => Balance(record),
            _ when field.Kind is FieldKind.Sublist => isExpanded
                ? Collection(record, field, $"{address}/{field.Name}", isExpanded: true)
                : new JsonObject { ["links"] = Self($"{address}/{field.Name}") },
            _ => Value(record.Type, record.Fields, field),
        };

    private decimal Balance(NsRecord customer) =>
        book.All("invoice")
            .Where(x => string.Equals(x.Text("entity"), customer.Id, StringComparison.Ordinal))
            .Where(x => x.Text("status") is "A" or "B")
            .Sum(x => x.Amount("amountRemaining"));

    private JsonNode? Value(RecordType type, JsonObject fields, Field field)
    {
        if (fields[field.Name] is not { } held)
        {
            return null;
        }

        return field.Kind switch
        {
            FieldKind.Reference => Reference(field.Target!, held.ToString()),
            FieldKind.Choice => new JsonObject
            {
                ["id"] = held.ToString(),
                ["refName"] = Choices.NameOf(type.Name, field.Name, held.ToString()),
            },
            _ => held.DeepClone(),
        };
    }

    private JsonObject Reference(string target, string id)
    {
        var found = book.FindTarget(target, id);
        return new JsonObject
        {
            ["links"] = Self($"{root}{found?.Type.Name ?? target}/{id}"),
            ["id"] = id,
            ["refName"] =
                found is null ? id
                : found.Type.IsTransaction ? $"{found.Type.Label} #{found.Name}"
                : found.Name,
        };
    }

    private JsonObject Collection(NsRecord record, Field field, string address, bool isExpanded)
    {
        var lines = record.Lines(field.Name);
        var items = lines.Select(
            (line, i) =>
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"{address}/{i + 1}");
                return (JsonNode)(
                    isExpanded
                        ? Part(record, field.Parts!, line, place)
                        : new JsonObject { ["links"] = Self(place) }
                );
            }
        );
        return new JsonObject
        {
            ["links"] = Self(address),
            ["items"] = new JsonArray([.. items]),
            ["totalResults"] = lines.Count,
            ["count"] = lines.Count,
            ["hasMore"] = false,
            ["offset"] = 0,
        };
    }

    private JsonObject Part(NsRecord record, FieldSet fields, JsonObject line, string address)
    {
        var shown = new JsonObject { ["links"] = Self(address) };
        foreach (var field in fields.All)
        {
            var value =
                field.Kind is FieldKind.Subrecord
                    ? line[field.Name] is JsonObject part
                        ? Part(record, field.Parts!, part, $"{address}/{field.Name}")
                        : null
                    : Computed(line, field) ?? Value(record.Type, line, field);
            if (value is not null)
            {
                shown[field.Name] = value;
            }
        }

        return shown;
    }

    /// <summary>What a line of applications tells of the invoice.</summary>
    private JsonNode? Computed(JsonObject line, Field field)
    {
        if (
            field.Name is not ("due" or "total" or "refNum" or "applyDate" or "type")
            || line["doc"] is null
            || book.Find("invoice", NsRecord.TextOf(line, "doc")) is not { } invoice
        )
        {
            return null;
        }

        return field.Name switch
        {
            "due" => invoice.Amount("amountRemaining") + NsRecord.AmountOf(line, "amount"),
            "total" => invoice.Amount("total"),
            "refNum" => invoice.Text("tranId"),
            "applyDate" => invoice.Text("tranDate"),
            _ => "Invoice",
        };
    }

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}

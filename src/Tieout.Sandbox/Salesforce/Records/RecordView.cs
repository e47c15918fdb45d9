using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Schema;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>A record, read field by field.</summary>
internal sealed record RecordView(ObjectDefinition Kind, StoredObject Stored)
{
    /// <summary>As it is stored; the compound fields are put together.</summary>
    public JsonNode? this[FieldDefinition field] =>
        field.Name switch
        {
            SystemFields.Id => JsonValue.Create(Stored.Id),
            SystemFields.IsDeleted => JsonValue.Create(Stored.IsDeleted),
            SystemFields.CreatedDate => JsonValue.Create(Stamp.Of(Stored.Created)),
            SystemFields.SystemModstamp => JsonValue.Create(Stamp.Of(Stored.Modified)),
            _ when field.Type is FieldType.Address => Address(field),
            _ => Stored.Fields[field.Name],
        };

    public object? Typed(FieldDefinition field) => FieldValue.Typed(field, this[field]);

    private JsonObject? Address(FieldDefinition field)
    {
        var prefix = field.Name[..^"Address".Length];
        string[] parts =
        [
            "city",
            "country",
            "countryCode",
            "geocodeAccuracy",
            "latitude",
            "longitude",
            "postalCode",
            "state",
            "stateCode",
            "street",
        ];
        var address = new JsonObject();
        var isEmpty = true;
        foreach (var part in parts)
        {
            var value = Kind[prefix + part] is { } known ? this[known]?.DeepClone() : null;
            isEmpty &= value is null;
            address[part] = value;
        }

        return isEmpty ? null : address;
    }
}

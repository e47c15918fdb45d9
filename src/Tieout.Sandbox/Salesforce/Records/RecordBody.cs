using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Reads the fields that a caller sends, in the vendor's order of complaints.</summary>
internal sealed class RecordBody(Org org)
{
    private const string Attributes = "attributes";

    /// <summary>What is to be stored, by field; none empties a field.</summary>
    /// <param name="kind">Of the record.</param>
    /// <param name="body">As it was sent.</param>
    /// <param name="isNew">The record is being made.</param>
    /// <exception cref="SalesforceException">A field is unknown, not to be written, or unreadable.</exception>
    public Dictionary<FieldDefinition, JsonNode?> Read(
        ObjectDefinition kind,
        JsonObject body,
        bool isNew
    )
    {
        var values = new Dictionary<FieldDefinition, JsonNode?>();
        var refused = new List<string>();
        foreach (var (name, given) in body)
        {
            if (string.Equals(name, Attributes, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (given is JsonObject key && kind.ByRelationship(name) is { } reference)
            {
                values[reference] = JsonValue.Create(Referred(reference, key));
            }
            else if (kind[name] is not { } field)
            {
                throw new SalesforceException(
                    400,
                    "INVALID_FIELD",
                    $"No such column '{name}' on sobject of type {kind.Name}"
                );
            }
            else if (!field.IsWritable || (field.CreateOnly && !isNew))
            {
                refused.Add(field.Name);
            }
            else
            {
                values[field] = FieldInput.Read(field, given);
            }
        }

        return refused.Count == 0
            ? values
            : throw new SalesforceException(
                400,
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                $"Unable to create/update fields: {string.Join(", ", refused)}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.",
                refused
            );
    }

    /// <summary>The record that a body names by an external id instead of an id.</summary>
    private string Referred(FieldDefinition reference, JsonObject key)
    {
        foreach (var target in reference.ReferenceTo.Select(org.Kind))
        {
            var (name, value) = key.FirstOrDefault(x => x.Key is not Attributes);
            if (name is null || target[name] is not { IsKey: true } field || value is null)
            {
                continue;
            }

            return org.Keys.Find(target, field, value.ToString()) switch
            {
                [var id] => id,
                [] => throw new SalesforceException(
                    400,
                    "INVALID_FIELD",
                    $"Foreign key external ID: {value} not found for field {field.Name} in entity {target.Name}"
                ),
                _ => throw new SalesforceException(
                    300,
                    "DUPLICATE_EXTERNAL_ID",
                    $"Foreign key external ID: {value} is not unique for field {field.Name} in entity {target.Name}"
                ),
            };
        }

        throw new SalesforceException(
            400,
            "INVALID_FIELD",
            $"The relationship {reference.RelationshipName} needs an external id field of the record that it refers to"
        );
    }
}

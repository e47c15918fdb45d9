using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>Fields as describe tells them.</summary>
internal static class FieldJson
{
    private const int IdLength = 18;
    private const int BytesPerCharacter = 3;

    public static JsonObject Describe(ObjectDefinition kind, FieldDefinition field)
    {
        var answer = Flags(kind, field);
        Sizes(answer, field);
        answer["calculatedFormula"] = field.Formula;
        answer["compoundFieldName"] = CompoundOf(kind, field);
        answer["controllerName"] = null;
        answer["defaultValue"] =
            field.Type is FieldType.Boolean
                ? field.Default?.DeepClone() ?? JsonValue.Create(false)
                : field.Default?.DeepClone();
        answer["defaultValueFormula"] = null;
        answer["extraTypeInfo"] = null;
        answer["filteredLookupInfo"] = null;
        answer["inlineHelpText"] = null;
        answer["label"] = field.LabelOrName;
        answer["mask"] = null;
        answer["maskType"] = null;
        answer["name"] = field.Name;
        answer["picklistValues"] = new JsonArray([
            .. field.Values.Select(x => (JsonNode)Value(field, x)),
        ]);
        answer["referenceTargetField"] = null;
        answer["referenceTo"] = new JsonArray([
            .. field.ReferenceTo.Select(x => (JsonNode?)JsonValue.Create(x)),
        ]);
        answer["relationshipName"] = field.RelationshipName;
        answer["relationshipOrder"] = null;
        answer["soapType"] = FieldTypes.SoapNameOf(field.Type);
        answer["type"] = FieldTypes.NameOf(field.Type);
        return answer;
    }

    private static JsonObject Flags(ObjectDefinition kind, FieldDefinition field)
    {
        var isLong = field is { Type: FieldType.TextArea, LengthMax: > 255 };
        var isPlain = field.Type is not FieldType.Address && !isLong;
        var isWritable =
            kind.File.Writable && field.IsWritable && field.Type is not FieldType.Address;
        var isOwner = field.Name is SystemFields.OwnerId;
        return new JsonObject
        {
            ["aggregatable"] = isPlain && field.Type is not FieldType.Boolean,
            ["aiPredictionField"] = false,
            ["autoNumber"] = field.AutoNumber is not null,
            ["calculated"] = field.Formula is not null,
            ["cascadeDelete"] = field.OnDelete is DeleteRule.Cascade,
            ["caseSensitive"] = field.CaseSensitive,
            ["createable"] = isWritable,
            ["custom"] = field.IsCustom,
            ["defaultedOnCreate"] =
                field.Default is not null
                || field.AutoNumber is not null
                || field.Type is FieldType.Boolean
                || (field.ReadOnly && field.Name is not SystemFields.MasterRecordId)
                || field.Name is SystemFields.OwnerId,
            ["dependentPicklist"] = false,
            ["deprecatedAndHidden"] = false,
            ["displayLocationInDecimal"] = false,
            ["encrypted"] = false,
            ["externalId"] = field.ExternalId,
            ["filterable"] = !isLong,
            ["formulaTreatNullNumberAsZero"] = false,
            ["groupable"] = isPlain && field.Type is not FieldType.DateTime && !IsDouble(field),
            ["highScaleNumber"] = false,
            ["htmlFormatted"] = false,
            ["idLookup"] = field.IsKey,
            ["nameField"] = field.NameField,
            ["namePointing"] = false,
            ["nillable"] =
                field.Name is SystemFields.MasterRecordId
                || (
                    !field.Required
                    && !field.ReadOnly
                    && !isOwner
                    && field.Type is not FieldType.Boolean
                ),
            ["permissionable"] =
                (isWritable || field.Type is FieldType.Address) && !field.Required && !isOwner,
            ["polymorphicForeignKey"] = field.ReferenceTo.Count > 1,
            ["queryByDistance"] = field.Type is FieldType.Address,
            ["restrictedDelete"] = field.OnDelete is DeleteRule.Restrict,
            ["restrictedPicklist"] = field.Restricted,
            ["searchPrefilterable"] =
                field.Type is FieldType.Reference && field.IsWritable && !isOwner,
            ["sortable"] = isPlain,
            ["unique"] = field.Unique,
            ["updateable"] = isWritable && !field.CreateOnly,
            ["writeRequiresMasterRead"] = false,
        };
    }

    private static void Sizes(JsonObject answer, FieldDefinition field)
    {
        var length =
            FieldTypes.IsId(field.Type) ? IdLength
            : FieldTypes.IsText(field.Type) ? field.LengthMax
            : 0;
        answer["byteLength"] = FieldTypes.IsId(field.Type) ? IdLength : length * BytesPerCharacter;
        answer["digits"] = field.Type is FieldType.Int ? 8 : 0;
        answer["length"] = length;
        answer["precision"] = IsDouble(field) ? field.PrecisionMax : 0;
        answer["scale"] = IsDouble(field) ? field.ScaleMax : 0;
    }

    private static bool IsDouble(FieldDefinition field) =>
        field.Type is FieldType.Currency or FieldType.Double or FieldType.Percent;

    /// <summary>BillingCity is a part of BillingAddress.</summary>
    private static string? CompoundOf(ObjectDefinition kind, FieldDefinition field) =>
        kind
            .Fields.FirstOrDefault(x =>
                x.Type is FieldType.Address
                && x != field
                && field.Name.StartsWith(x.Name[..^"Address".Length], StringComparison.Ordinal)
            )
            ?.Name;

    private static JsonObject Value(FieldDefinition field, string value) =>
        new()
        {
            ["active"] = true,
            ["defaultValue"] = string.Equals(
                field.Default?.ToString(),
                value,
                StringComparison.Ordinal
            ),
            ["label"] = value,
            ["validFor"] = null,
            ["value"] = value,
        };
}

using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>Objects as describe tells them.</summary>
internal static class ObjectJson
{
    /// <summary>Without fields, as in the list of all objects.</summary>
    public static JsonObject Summary(ObjectDefinition kind, string root)
    {
        var summary = new JsonObject
        {
            ["activateable"] = false,
            ["associateEntityType"] = null,
            ["associateParentEntity"] = null,
            ["createable"] = kind.File.Writable,
            ["custom"] = kind.IsCustom,
            ["customSetting"] = false,
            ["deepCloneable"] = false,
            ["deletable"] = kind.File.Deletable,
            ["deprecatedAndHidden"] = false,
            ["feedEnabled"] = !kind.IsCustom,
            ["hasSubtypes"] = false,
            ["isInterface"] = false,
            ["isSubtype"] = false,
            ["keyPrefix"] = kind.KeyPrefix,
            ["label"] = kind.Label,
            ["labelPlural"] = kind.LabelPlural,
            ["layoutable"] = true,
            ["mergeable"] = kind.File.Mergeable,
            ["mruEnabled"] = true,
            ["name"] = kind.Name,
            ["queryable"] = true,
            ["replicateable"] = true,
            ["retrieveable"] = true,
            ["searchable"] = true,
            ["triggerable"] = true,
            ["undeletable"] = kind.File.Deletable,
            ["updateable"] = kind.File.Writable,
        };
        summary["urls"] = Urls(kind, root);
        return summary;
    }

    /// <summary>With fields and what refers to it.</summary>
    public static JsonObject Describe(OrgSchema schema, ObjectDefinition kind, string root)
    {
        var whole = Summary(kind, root);
        whole["actionOverrides"] = new JsonArray();
        whole["childRelationships"] = new JsonArray([
            .. schema.ChildrenOf(kind).Select(x => (JsonNode)Child(x)),
        ]);
        whole["compactLayoutable"] = true;
        whole["defaultImplementation"] = null;
        whole["extendedBy"] = null;
        whole["extendsInterfaces"] = null;
        whole["fields"] = new JsonArray([
            .. kind.Fields.Select(x => (JsonNode)FieldJson.Describe(kind, x)),
        ]);
        whole["implementedBy"] = null;
        whole["implementsInterfaces"] = null;
        whole["listviewable"] = null;
        whole["lookupLayoutable"] = null;
        whole["namedLayoutInfos"] = new JsonArray();
        whole["networkScopeFieldName"] = null;
        whole["recordTypeInfos"] = new JsonArray(MasterRecordType(kind, root));
        whole["searchLayoutable"] = true;
        whole["sobjectDescribeOption"] = "FULL";
        whole["supportedScopes"] = new JsonArray(
            new JsonObject { ["label"] = "All " + kind.LabelPlural, ["name"] = "everything" }
        );
        return whole;
    }

    private static JsonObject Urls(ObjectDefinition kind, string root)
    {
        var own = $"{root}/sobjects/{kind.Name}";
        return new JsonObject
        {
            ["rowTemplate"] = own + "/{ID}",
            ["describe"] = own + "/describe",
            ["sobject"] = own,
        };
    }

    private static JsonObject Child(ChildRelationship child) =>
        new()
        {
            ["cascadeDelete"] = child.Field.OnDelete is DeleteRule.Cascade,
            ["childSObject"] = child.Child.Name,
            ["deprecatedAndHidden"] = false,
            ["field"] = child.Field.Name,
            ["junctionIdListNames"] = new JsonArray(),
            ["junctionReferenceTo"] = new JsonArray(),
            ["relationshipName"] = child.Field.ChildRelationship,
            ["restrictedDelete"] = child.Field.OnDelete is DeleteRule.Restrict,
        };

    private static JsonObject MasterRecordType(ObjectDefinition kind, string root) =>
        new()
        {
            ["active"] = true,
            ["available"] = true,
            ["defaultRecordTypeMapping"] = true,
            ["developerName"] = "Master",
            ["master"] = true,
            ["name"] = "Master",
            ["recordTypeId"] = "012000000000000AAA",
            ["urls"] = new JsonObject
            {
                ["layout"] = $"{root}/sobjects/{kind.Name}/describe/layouts/012000000000000AAA",
            },
        };
}

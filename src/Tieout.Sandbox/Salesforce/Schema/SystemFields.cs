using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>The fields that every object has without saying so.</summary>
internal static class SystemFields
{
    public const string Id = "Id";
    public const string IsDeleted = "IsDeleted";
    public const string OwnerId = "OwnerId";
    public const string CreatedDate = "CreatedDate";
    public const string CreatedById = "CreatedById";
    public const string LastModifiedDate = "LastModifiedDate";
    public const string LastModifiedById = "LastModifiedById";
    public const string SystemModstamp = "SystemModstamp";
    public const string MasterRecordId = "MasterRecordId";
    public const string CurrencyIsoCode = "CurrencyIsoCode";

    public static IEnumerable<FieldDefinition> Before(ObjectFile file, string label)
    {
        yield return new FieldDefinition
        {
            Name = Id,
            Label = label + " ID",
            Type = FieldType.Id,
            IdLookup = true,
            ReadOnly = true,
        };
        if (file.Deletable)
        {
            yield return Kept(IsDeleted, "Deleted", FieldType.Boolean);
        }

        if (file.Mergeable)
        {
            yield return Kept(MasterRecordId, "Master Record ID", FieldType.Reference) with
            {
                ReferenceTo = [file.Name],
                Relationship = "MasterRecord",
            };
        }
    }

    public static IEnumerable<FieldDefinition> After(ObjectFile file, string currency)
    {
        if (file.Currency)
        {
            yield return new FieldDefinition
            {
                Name = CurrencyIsoCode,
                Label = file.Label + " Currency",
                Type = FieldType.Picklist,
                Length = 3,
                Values = ["USD", "EUR", "GBP", "CHF", "DKK", "JPY"],
                Restricted = true,
                Default = JsonValue.Create(currency),
            };
        }

        if (file.Owned)
        {
            yield return User(OwnerId, "Owner ID") with
            {
                ReadOnly = false,
            };
        }

        yield return Kept(CreatedDate, "Created Date", FieldType.DateTime);
        yield return User(CreatedById, "Created By ID");
        yield return Kept(LastModifiedDate, "Last Modified Date", FieldType.DateTime);
        yield return User(LastModifiedById, "Last Modified By ID");
        yield return Kept(SystemModstamp, "System Modstamp", FieldType.DateTime);
    }

    private static FieldDefinition Kept(string name, string label, FieldType type) =>
        new()
        {
            Name = name,
            Label = label,
            Type = type,
            ReadOnly = true,
        };

    private static FieldDefinition User(string name, string label) =>
        Kept(name, label, FieldType.Reference) with
        {
            ReferenceTo = ["User"],
        };
}

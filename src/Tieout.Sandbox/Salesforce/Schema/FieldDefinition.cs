using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>One field of an object, as an object file says it.</summary>
internal sealed record FieldDefinition
{
    /// <summary>API name.</summary>
    public required string Name { get; init; }

    public required FieldType Type { get; init; }

    /// <summary>As messages call it. Default: the name.</summary>
    public string? Label { get; init; }

    /// <summary>Characters of text. Default: 255, for text areas 32,768.</summary>
    public int? Length { get; init; }

    /// <summary>Digits of a number, before and after the point. Default 18.</summary>
    public int? Precision { get; init; }

    /// <summary>Digits after the point. Default 0, for currency 2.</summary>
    public int? Scale { get; init; }

    /// <summary>Has to be given at creation and can never be emptied.</summary>
    public bool Required { get; init; }

    /// <summary>No two records that are not deleted may share a value.</summary>
    public bool Unique { get; init; }

    /// <summary>Records are found and upserted by it.</summary>
    public bool ExternalId { get; init; }

    /// <summary>Found by as an external id is, without being one: a contact's e-mail.</summary>
    public bool IdLookup { get; init; }

    /// <summary>Whether case matters where values are compared as keys.</summary>
    public bool CaseSensitive { get; init; }

    /// <summary>Stands for the record in lists.</summary>
    public bool NameField { get; init; }

    /// <summary>Objects that a reference may lead to.</summary>
    public IReadOnlyList<string> ReferenceTo { get; init; } = [];

    /// <summary>The name of the record that a reference leads to; derived when none.</summary>
    public string? Relationship { get; init; }

    /// <summary>The name of the list that a reference is part of on the other side.</summary>
    public string? ChildRelationship { get; init; }

    public DeleteRule OnDelete { get; init; }

    /// <summary>Of a picklist.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Other values are refused.</summary>
    public bool Restricted { get; init; }

    /// <summary>What a record gets at creation when nothing is said.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>Computed when the record is saved, and never written.</summary>
    public string? Formula { get; init; }

    /// <summary>Drawn at creation: <c>{00000000}</c>, <c>SOW-{0000}</c>.</summary>
    public string? AutoNumber { get; init; }

    /// <summary>Kept by the system; nobody writes it.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Given at creation and never changed.</summary>
    public bool CreateOnly { get; init; }

    public string LabelOrName => Label ?? Name;

    public bool IsCustom => Name.EndsWith("__c", StringComparison.Ordinal);

    public int LengthMax => Length ?? (Type is FieldType.TextArea ? 32_768 : 255);

    public int PrecisionMax => Precision ?? 18;

    public int ScaleMax => Scale ?? (Type is FieldType.Currency ? 2 : 0);

    public bool IsWritable => !ReadOnly && Formula is null && AutoNumber is null;

    public bool IsKey => ExternalId || Unique || IdLookup;

    /// <summary>ParentId leads to Parent, Account__c to Account__r.</summary>
    public string? RelationshipName =>
        Type is not FieldType.Reference ? null
        : Relationship is not null ? Relationship
        : IsCustom ? Name[..^1] + "r"
        : Name.EndsWith("Id", StringComparison.Ordinal) ? Name[..^2]
        : null;
}

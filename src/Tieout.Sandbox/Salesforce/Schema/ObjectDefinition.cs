namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>An object as an organisation has it, with the fields that every object has.</summary>
internal sealed class ObjectDefinition
{
    private readonly Dictionary<string, FieldDefinition> _byName;

    public ObjectDefinition(
        ObjectFile file,
        string keyPrefix,
        IReadOnlyList<FieldDefinition> fields,
        IReadOnlyList<FieldUpdate> updates,
        IReadOnlyList<ValidationRule> rules
    )
    {
        File = file;
        KeyPrefix = keyPrefix;
        Fields = fields;
        Updates = updates;
        Rules = rules;
        _byName = fields.ToDictionary(x => x.Name, StringComparer.OrdinalIgnoreCase);
    }

    public ObjectFile File { get; }

    public string Name => File.Name;

    public string Label => File.Label ?? Name;

    public string LabelPlural => File.LabelPlural ?? Label + "s";

    public string KeyPrefix { get; }

    public IReadOnlyList<FieldDefinition> Fields { get; }

    public IReadOnlyList<FieldUpdate> Updates { get; }

    public IReadOnlyList<ValidationRule> Rules { get; }

    public bool IsCustom => Name.EndsWith("__c", StringComparison.Ordinal);

    /// <summary>Stands for a record in lists; the id where an object has no name.</summary>
    public FieldDefinition NameField => Fields.FirstOrDefault(x => x.NameField) ?? this["Id"]!;

    /// <summary>By API name in any case, as the vendor takes it; none when there is no such field.</summary>
    public FieldDefinition? this[string name] => _byName.GetValueOrDefault(name);

    /// <summary>The reference whose record has this name: Account for AccountId.</summary>
    public FieldDefinition? ByRelationship(string name) =>
        Fields.FirstOrDefault(x =>
            string.Equals(x.RelationshipName, name, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>A copy that has other fields or rules.</summary>
    public ObjectDefinition With(
        IReadOnlyList<FieldDefinition>? fields = null,
        IReadOnlyList<ValidationRule>? rules = null
    ) => new(File, KeyPrefix, fields ?? Fields, Updates, rules ?? Rules);
}

namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>What an object file says: an object, or what a package adds to one.</summary>
internal sealed record ObjectFile
{
    /// <summary>API name. A second file of the same name adds its fields and rules to the first.</summary>
    public required string Name { get; init; }

    public string? Label { get; init; }

    public string? LabelPlural { get; init; }

    /// <summary>Three characters; drawn in order for custom objects when none.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>Whether records can be merged.</summary>
    public bool Mergeable { get; init; }

    /// <summary>Whether records belong to a user. Default true.</summary>
    public bool Owned { get; init; } = true;

    /// <summary>Whether records are made and changed through the API. Default true.</summary>
    public bool Writable { get; init; } = true;

    /// <summary>Whether records can be deleted; users cannot. Default true.</summary>
    public bool Deletable { get; init; } = true;

    /// <summary>Whether records have a currency of their own. Default false.</summary>
    public bool Currency { get; init; }

    /// <summary>The parts that are kept with records; none when they have none.</summary>
    public MonthParts? MonthParts { get; init; }

    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];

    /// <summary>Carried out in their order, before formulas and rules.</summary>
    public IReadOnlyList<FieldUpdate> FieldUpdates { get; init; } = [];

    public IReadOnlyList<ValidationRule> ValidationRules { get; init; } = [];
}

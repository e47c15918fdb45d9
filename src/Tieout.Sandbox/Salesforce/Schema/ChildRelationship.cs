namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>A reference as seen from the object that it leads to.</summary>
/// <param name="Child">The object that refers.</param>
/// <param name="Field">Its reference.</param>
internal sealed record ChildRelationship(ObjectDefinition Child, FieldDefinition Field);

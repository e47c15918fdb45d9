namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>Sets a field whenever a record is saved that makes its condition true.</summary>
/// <param name="Name">API name.</param>
/// <param name="Condition">A formula.</param>
/// <param name="Field">What is set.</param>
/// <param name="Value">A formula for it.</param>
internal sealed record FieldUpdate(string Name, string Condition, string Field, string Value);

using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>A field of a query's object, or of a record that it refers to.</summary>
/// <param name="References">To be followed, in order.</param>
/// <param name="Field">Of the record at the end.</param>
internal sealed record SoqlPath(IReadOnlyList<FieldDefinition> References, FieldDefinition Field);

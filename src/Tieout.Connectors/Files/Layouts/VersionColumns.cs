namespace Tieout.Connectors.Files.Layouts;

/// <summary>The two ways to say which state of a record a row tells.</summary>
internal sealed record VersionColumns(Column Version, Column UpdatedAt, bool IsRequired);

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Records below those of a feed that say something about them.</summary>
/// <param name="Object">Their API name.</param>
/// <param name="Reference">The field that names the record above them.</param>
/// <param name="Fields">Fields and paths that are asked for beside id and stamps; without empty ones.</param>
internal sealed record PartsOf(string Object, string Reference, IReadOnlyList<string> Fields);

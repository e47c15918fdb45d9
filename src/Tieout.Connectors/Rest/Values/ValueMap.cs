namespace Tieout.Connectors.Rest.Values;

/// <summary>A system's codes and what they mean.</summary>
/// <param name="Values">By the code as it is written; a meaning may be one of the settings.</param>
internal sealed record ValueMap(IReadOnlyDictionary<string, Template> Values)
{
    /// <summary>What a code means; none when the map does not have it.</summary>
    public string? Find(string code, Scope scope) => Values.GetValueOrDefault(code)?.Fill(scope);
}

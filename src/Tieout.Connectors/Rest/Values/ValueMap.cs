namespace Tieout.Connectors.Rest.Values;

/// <summary>A system's codes and what they mean.</summary>
/// <param name="Values">By the code as it is written.</param>
internal sealed record ValueMap(IReadOnlyDictionary<string, string> Values)
{
    public string? Find(string code) => Values.GetValueOrDefault(code);
}

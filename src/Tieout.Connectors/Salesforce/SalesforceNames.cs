namespace Tieout.Connectors.Salesforce;

/// <summary>API names of the objects and fields that are read and written.</summary>
/// <param name="defaults">What is used where nothing is said. An empty name is not used at all.</param>
/// <param name="changed">Names that differ, by what they are for.</param>
public sealed class SalesforceNames(
    IReadOnlyDictionary<string, string> defaults,
    IReadOnlyDictionary<string, string> changed
)
{
    /// <summary>The name for a use; empty when it is not used.</summary>
    public string this[string use] => changed.GetValueOrDefault(use) ?? defaults[use];
}

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What a system answered.</summary>
/// <param name="Headers">Those that say something about the answer, and not about the connection.</param>
internal sealed record ObservedAnswer(
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body
);

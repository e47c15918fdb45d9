namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What a system was sent: a call with its body, or a line of a file.</summary>
/// <param name="Name">Without ids, so that it is the same from run to run.</param>
/// <param name="Members">By path.</param>
internal sealed record SentMessage(string Name, IReadOnlyDictionary<string, string> Members);

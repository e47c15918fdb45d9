using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Serving.Json;

/// <summary>What a call is answered with.</summary>
/// <param name="Body">Sent as JSON; nothing is sent when none.</param>
internal sealed record JsonAnswer(int Status, JsonNode? Body = null)
{
    /// <summary>Besides the type of the content.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>200 with a body.</summary>
    public static implicit operator JsonAnswer(JsonNode body) => new(200, body);
}

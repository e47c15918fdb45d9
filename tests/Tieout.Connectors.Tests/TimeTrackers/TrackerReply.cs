using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.TimeTrackers;

/// <summary>What a simulated time tracker answered.</summary>
internal sealed record TrackerReply(
    int Status,
    JsonNode? Body,
    IReadOnlyDictionary<string, string> Headers
)
{
    /// <summary>The member at a path such as <c>links.next</c>; none when there is none.</summary>
    public JsonNode? this[string path]
    {
        get
        {
            var node = Body;
            foreach (var name in path.Split('.'))
            {
                node = node is JsonArray list
                    ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]
                    : node?[name];
            }

            return node;
        }
    }

    public string? Text(string path) => this[path]?.ToString();
}

using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>How a system writes the values of its answers: as JSON does, unless it has a way of its own.</summary>
internal class AnswerValues
{
    /// <summary>Whether this is one value, and not a record or a list of records.</summary>
    public virtual bool IsValue(JsonNode? node) => node is null or JsonValue;

    /// <summary>For people; what is equal has the same text.</summary>
    public virtual string TextOf(JsonNode? value) => value?.ToString() ?? "none";

    /// <summary>Another plausible value of the same type.</summary>
    public virtual JsonNode OtherOf(JsonNode value) => OtherValue.Of(value);
}

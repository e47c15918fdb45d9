using System.Text.Json;

namespace Tieout.Connectors.Rest.Values;

/// <summary>A value in an answer, and what contains the list that it stands in.</summary>
/// <param name="Container">Around the list; none at the top.</param>
/// <param name="Object">While a path stands on a list: the object that has it.</param>
internal sealed record Place(JsonElement Value, Place? Container = null, JsonElement? Object = null)
{
    /// <summary>What a member of the list at this place has for its container.</summary>
    public Place Owner => Object is { } around ? new Place(around, Container) : this;
}

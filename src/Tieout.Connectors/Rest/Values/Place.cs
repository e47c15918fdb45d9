using System.Text.Json;

namespace Tieout.Connectors.Rest.Values;

/// <summary>A value in an answer, and what is around it.</summary>
/// <param name="Container">
/// The object around it, or the answer; lists, and records under their ids, are none. None at the top.
/// </param>
/// <param name="IsAnswer">It is a whole answer; around it is the record that it was asked for.</param>
internal sealed record Place(JsonElement Value, Place? Container = null, bool IsAnswer = false)
{
    /// <summary>The answer that it is in; the topmost place where it is in none.</summary>
    public Place Answer
    {
        get
        {
            var place = this;
            while (place is { IsAnswer: false, Container: { } around })
            {
                place = around;
            }

            return place;
        }
    }

    /// <summary>What the members of the list at this place have around them.</summary>
    public Place? AroundMembers => IsAnswer ? this : Container;
}

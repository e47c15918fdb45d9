using System.Text.Json;

namespace Tieout.Connectors.Rest.Values;

/// <summary>A value in an answer, and what is around it.</summary>
/// <param name="Container">
/// The object around it, or the answer; lists, and records under their ids, are none. None at the top.
/// </param>
/// <param name="IsAnswer">It is a whole answer; around it is the record that it was asked for.</param>
/// <param name="Key">
/// The name under which it stands among others, or the list that it is in; none where its name was asked for.
/// </param>
internal sealed record Place(
    JsonElement Value,
    Place? Container = null,
    bool IsAnswer = false,
    string? Key = null
)
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

    /// <summary>The same place in an answer that was asked for on behalf of another record.</summary>
    /// <param name="owner">What is around the answer then.</param>
    /// <param name="answers">The answers around which it is already, so that each stays one.</param>
    public Place Around(Place owner, Dictionary<Place, Place> answers)
    {
        if (!IsAnswer)
        {
            return Container is null
                ? this
                : this with
                {
                    Container = Container.Around(owner, answers),
                };
        }

        if (!answers.TryGetValue(this, out var around))
        {
            around = this with { Container = owner };
            answers.Add(this, around);
        }

        return around;
    }
}

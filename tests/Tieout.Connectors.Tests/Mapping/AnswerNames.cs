using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What the records of a system's answers are called, and where in an answer they stand.</summary>
internal sealed class AnswerNames
{
    /// <summary>The kind of the records that a call is answered with; none where it is no business data.</summary>
    public required Func<ObservedCall, string?> OfCall { get; init; }

    /// <summary>The kind of a record that tells it itself; none where the place tells it.</summary>
    public Func<JsonObject, string?> OfRecord { get; init; } = _ => null;

    /// <summary>Members that hold the records of a list: the others of such an object are no records.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>What is told of records and is not theirs, such as their addresses.</summary>
    public Func<string, bool> IsPassedOver { get; init; } = _ => false;

    /// <summary>How the values of its answers are written.</summary>
    public AnswerValues Values { get; init; } = new();

    /// <summary>Looks at every value of an answer that is a record's, and may put another in its place.</summary>
    public void Visit(
        ObservedCall call,
        JsonNode? answer,
        Action<VendorMember, JsonObject, string> look
    )
    {
        if (OfCall(call) is { } name)
        {
            Visit(answer, new VendorMember(name, string.Empty), look);
        }
    }

    private void Visit(
        JsonNode? node,
        VendorMember at,
        Action<VendorMember, JsonObject, string> look
    )
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Visit(item, at, look);
                }

                break;
            case JsonObject one when Lists.FirstOrDefault(x => one[x] is JsonArray) is { } records:
                Visit(one[records], at, look);
                break;
            case JsonObject one:
                VisitRecord(
                    one,
                    OfRecord(one) is { } name ? new VendorMember(name, string.Empty) : at,
                    look
                );
                break;
        }
    }

    private void VisitRecord(
        JsonObject record,
        VendorMember at,
        Action<VendorMember, JsonObject, string> look
    )
    {
        foreach (var (name, value) in record.ToList().Where(x => !IsPassedOver(x.Key)))
        {
            // Some put a dot after the name of what is read together with a record.
            var last = name.TrimEnd('.');
            var member = at with { Path = at.Path.Length == 0 ? last : $"{at.Path}.{last}" };
            if (Values.IsValue(value))
            {
                look(member, record, name);
            }
            else
            {
                Visit(value, member, look);
            }
        }
    }
}

using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What a call says: its address, and the members of its JSON or form.</summary>
internal static class SentMembers
{
    /// <summary>What stands in messages for the number of the sample.</summary>
    public const string AnyNumber = "0000";

    private const string Address = "the address";
    private const string None = "none";

    /// <summary>The calls that write, with their members.</summary>
    /// <param name="nameOf">What a call that writes is called; none for the others.</param>
    /// <param name="number">In the code or reference of the sample; not shown.</param>
    public static IReadOnlyList<SentMessage> MessagesOf(
        IEnumerable<ObservedCall> calls,
        Func<ObservedCall, string?> nameOf,
        string number
    ) =>
        [
            .. from call in calls
            let name = nameOf(call)
            where name is not null
            select MessageOf($"`{call.Method} {name}`", Of(call), number),
        ];

    /// <summary>A message of members, without the number of the sample.</summary>
    public static SentMessage MessageOf(
        string name,
        IEnumerable<(string Member, string Value)> members,
        string number
    ) =>
        new(
            name,
            members.ToDictionary(
                x => x.Member,
                x =>
                    x.Value.Length == 0
                        ? None
                        : x.Value.Replace(number, AnyNumber, StringComparison.Ordinal),
                StringComparer.Ordinal
            )
        );

    private static IEnumerable<(string Member, string Value)> Of(ObservedCall call) =>
        BodyOf(call.Body.Trim()).Prepend((Address, Uri.UnescapeDataString(call.Path + call.Query)));

    private static IEnumerable<(string Member, string Value)> BodyOf(string body) =>
        body.Length == 0 ? []
        : body[0] is '{' or '[' ? Leaves(string.Empty, JsonNode.Parse(body))
        : body.Split('&')
            .Select(x => x.Split('=', 2))
            .Select(x => (Decoded(x[0]), x.Length > 1 ? Decoded(x[1]) : string.Empty));

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static IEnumerable<(string Member, string Value)> Leaves(string path, JsonNode? node) =>
        node switch
        {
            JsonObject one => one.SelectMany(x =>
                Leaves(path.Length == 0 ? x.Key : $"{path}.{x.Key}", x.Value)
            ),
            JsonArray list => list.SelectMany((x, i) => Leaves($"{path}[{i}]", x)),
            JsonValue value => [(path, value.ToString())],
            _ => [(path, None)],
        };
}

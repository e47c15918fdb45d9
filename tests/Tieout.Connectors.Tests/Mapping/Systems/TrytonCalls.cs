using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>What calls by JSON-RPC are about: all go to one address, with method and arguments in the body.</summary>
internal static class TrytonCalls
{
    private const string OfModel = "model.";

    /// <summary>Numbers that are no ids.</summary>
    private static readonly string[] Counts = ["quantity", "sequence"];

    /// <summary>What is set up once, and is the same for all documents.</summary>
    private static readonly string[] SetUp =
    [
        "account.account",
        "account.journal.period",
        "account.period",
        "country.country",
        "currency.currency",
        "party.address",
        "party.party",
    ];

    private static readonly TrytonValues Values = new();

    /// <summary>The model whose records a call asks for; none for the others.</summary>
    public static string? ModelThatIsRead(ObservedCall call)
    {
        var method = MethodOf(call);
        return method.EndsWith(".search_read", StringComparison.Ordinal)
            ? method[..method.LastIndexOf('.')]
            : null;
    }

    /// <summary>A question about what is set up, without its number; none for other calls.</summary>
    public static ObservedCall? AskedForSetUp(ObservedCall call)
    {
        var method = MethodOf(call);
        var (model, verb) = (method[..method.LastIndexOf('.')], method.Split('.')[^1]);
        if (!SetUp.Contains(model) || verb is not ("search_read" or "read"))
        {
            return null;
        }

        var body = JsonNode.Parse(call.Body)!.AsObject();
        _ = body.Remove("id");
        return call with { Body = body.ToJsonString() };
    }

    /// <summary>What a call that writes is called; none for questions, and for what is answered to Tryton's own.</summary>
    /// <param name="meaning">See <see cref="Meaning"/>.</param>
    public static string? NameOfWrite(ObservedCall meaning) =>
        meaning.Path.Split('.')[^1] is "create" or "write" or "delete" or "post"
        && !meaning.Path.StartsWith("res.", StringComparison.Ordinal)
            ? meaning.Path
            : null;

    /// <summary>Model and method as the address, and what a record is to be as the body.</summary>
    public static ObservedCall Meaning(ObservedCall call)
    {
        var method = MethodOf(call);
        var arguments = JsonNode.Parse(call.Body)!["params"]!.AsArray();
        var values = method.Split('.')[^1] switch
        {
            "create" => arguments[0]![0],
            "write" => arguments[1],
            _ => null,
        };
        return call with
        {
            Path = method,
            Query = string.Empty,
            Body = values is JsonObject record ? RecordOf(record).ToJsonString() : string.Empty,
        };
    }

    private static string MethodOf(ObservedCall call)
    {
        var method = (string)JsonNode.Parse(call.Body)!["method"]!;
        return method.StartsWith(OfModel, StringComparison.Ordinal)
            ? method[OfModel.Length..]
            : method;
    }

    private static JsonObject RecordOf(JsonObject values) =>
        new(values.Select(x => KeyValuePair.Create(x.Key, MemberOf(x.Key, x.Value))));

    private static JsonNode? MemberOf(string name, JsonNode? value) =>
        value is JsonArray commands ? ElementsOf(commands)
        : value?.GetValueKind() is JsonValueKind.Number && Counts.Contains(name) ? value.DeepClone()
        : value is null ? null
        : JsonValue.Create(Values.TextOf(value));

    /// <summary>What commands such as <c>["create", [{...}]]</c> put into a list.</summary>
    private static JsonArray ElementsOf(JsonArray commands) =>
        [
            .. commands
                .Select(x => x!.AsArray())
                .SelectMany(x =>
                    (string)x[0]! switch
                    {
                        "create" => x[1]!.AsArray().Select(y => (JsonNode)RecordOf(y!.AsObject())),
                        "write" => [RecordOf(x[2]!.AsObject())],
                        "add" => x[1]!.AsArray().Select(y => JsonValue.Create(Values.TextOf(y))),
                        _ => [],
                    }
                ),
        ];
}

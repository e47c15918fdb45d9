using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>Several calls in one, the later ones with what the earlier ones answered.</summary>
internal sealed partial class CompositeRoutes(
    Org org,
    Func<ApiRequest, CallContext, ApiAnswer> answerOne
)
{
    private const int CallsMax = 25;
    private const int NodesMax = 500;

    public ApiAnswer Answer(ApiRequest request, CallContext context)
    {
        if (request.Method is not "POST")
        {
            throw MethodNotAllowed.Of(request.Method, "POST");
        }

        var body = request.Object();
        return request.Segments[^1] switch
        {
            "graph" => Graphs(request, body, context),
            "batch" => Batch(request, body, context),
            _ => ApiAnswer.Ok(
                new JsonObject
                {
                    ["compositeResponse"] = Calls(
                        request,
                        List(body, "compositeRequest", CallsMax),
                        body["allOrNone"]?.GetValue<bool>() ?? false,
                        context
                    ).Answers,
                }
            ),
        };
    }

    private ApiAnswer Graphs(ApiRequest request, JsonObject body, CallContext context)
    {
        var graphs = new JsonArray();
        foreach (var graph in List(body, "graphs", 75).OfType<JsonObject>())
        {
            var calls = List(graph, "compositeRequest", NodesMax);
            var (answers, isSuccess) = Calls(request, calls, allOrNone: true, context);
            graphs.Add(
                new JsonObject
                {
                    ["graphId"] = graph["graphId"]?.DeepClone(),
                    ["graphResponse"] = new JsonObject { ["compositeResponse"] = answers },
                    ["isSuccessful"] = isSuccess,
                }
            );
        }

        return ApiAnswer.Ok(new JsonObject { ["graphs"] = graphs });
    }

    private ApiAnswer Batch(ApiRequest request, JsonObject body, CallContext context)
    {
        var results = new JsonArray();
        var hasErrors = false;
        foreach (var call in List(body, "batchRequests", CallsMax).OfType<JsonObject>())
        {
            var url = $"/services/data/{call["url"]}";
            var answer = One(request, call, url, call["richInput"]?.DeepClone(), context);
            hasErrors |= !answer.IsSuccess;
            results.Add(
                new JsonObject
                {
                    ["statusCode"] = answer.Status,
                    ["result"] = answer.Body?.DeepClone(),
                }
            );
        }

        return ApiAnswer.Ok(new JsonObject { ["hasErrors"] = hasErrors, ["results"] = results });
    }

    private (JsonArray Answers, bool IsSuccess) Calls(
        ApiRequest request,
        JsonArray calls,
        bool allOrNone,
        CallContext context
    )
    {
        var done = new List<(string Id, ApiAnswer Answer)>();
        var isSuccess = org.Store.Attempt(() =>
        {
            foreach (var call in calls.OfType<JsonObject>())
            {
                var id = call["referenceId"]?.ToString() ?? string.Empty;
                var answer = Referring(request, call, done, context);
                done.Add((id, answer));
                if (!answer.IsSuccess && allOrNone)
                {
                    return false;
                }
            }

            return true;
        });
        var answers = new JsonArray();
        for (var i = 0; i < calls.Count; i++)
        {
            var id = calls[i]?["referenceId"]?.ToString() ?? string.Empty;
            var answer =
                i < done.Count && (isSuccess || !done[i].Answer.IsSuccess)
                    ? done[i].Answer
                    : Halted(
                        "The transaction was rolled back since another operation in the same transaction failed."
                    );
            answers.Add(Written(id, answer));
        }

        return (answers, isSuccess);
    }

    private ApiAnswer Referring(
        ApiRequest request,
        JsonObject call,
        List<(string Id, ApiAnswer Answer)> done,
        CallContext context
    )
    {
        string? missing = null;
        string Filled(string text, bool isJson) =>
            Reference()
                .Replace(
                    text,
                    x =>
                    {
                        var value = Value(x.Groups["ref"].Value, x.Groups["path"].Value, done);
                        missing ??= value is null ? x.Value : null;
                        return value is null ? string.Empty
                            : isJson ? JsonEncodedText.Encode(value).ToString()
                            : value;
                    }
                );

        var url = Filled(call["url"]?.ToString() ?? string.Empty, isJson: false);
        var body = call["body"] is { } sent
            ? JsonNode.Parse(Filled(sent.ToJsonString(ApiJson.Dialect), isJson: true))
            : null;
        return missing is null
            ? One(request, call, url, body, context)
            : Halted($"Invalid reference specified. No value for {missing} found");
    }

    private ApiAnswer One(
        ApiRequest request,
        JsonObject call,
        string url,
        JsonNode? body,
        CallContext context
    )
    {
        var headers = call["httpHeaders"] as JsonObject;
        var inner = ApiRequest.Parse(
            call["method"]?.ToString().ToUpperInvariant() ?? "GET",
            url,
            x => headers?[x]?.ToString() ?? request.Headers(x),
            body
        );
        ApiAnswer? answer = null;
        _ = org.Store.Attempt(() =>
        {
            answer = inner is null
                ? ApiAnswer.Refused([SalesforceError.NotFound])
                : answerOne(inner, context);
            return answer.IsSuccess;
        });
        return answer!;
    }

    private static string? Value(
        string reference,
        string path,
        List<(string Id, ApiAnswer Answer)> done
    )
    {
        var at = done.Find(x =>
            string.Equals(x.Id, reference, StringComparison.Ordinal)
        ).Answer?.Body;
        foreach (var step in path.Split('.', '[').Select(x => x.TrimEnd(']')))
        {
            at = at switch
            {
                JsonObject one => one[step],
                JsonArray list
                    when int.TryParse(step, CultureInfo.InvariantCulture, out var i)
                        && i < list.Count => list[i],
                _ => null,
            };
        }

        return at?.ToString();
    }

    private static JsonObject Written(string id, ApiAnswer answer)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in answer.Headers?.AsEnumerable() ?? [])
        {
            headers[name] = value;
        }

        return new JsonObject
        {
            ["body"] = answer.Body?.DeepClone(),
            ["httpHeaders"] = headers,
            ["httpStatusCode"] = answer.Status,
            ["referenceId"] = id,
        };
    }

    private static ApiAnswer Halted(string why) =>
        ApiAnswer.Refused([new SalesforceError(400, "PROCESSING_HALTED", why)]);

    private static JsonArray List(JsonObject body, string name, int max)
    {
        var list = body[name] as JsonArray ?? [];
        return list.Count <= max
            ? list
            : throw new SalesforceException(
                400,
                "LIMIT_EXCEEDED",
                $"{name}: more than {max} are not taken at once"
            );
    }

    [GeneratedRegex(
        @"@\{(?<ref>[A-Za-z0-9_]+)\.(?<path>[^}]+)\}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Reference();
}

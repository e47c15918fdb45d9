using System.Text.Json.Nodes;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>Several calls in one request, in JSON.</summary>
/// <param name="store">Takes all of them as one change where isolation is asked for.</param>
internal sealed class NavBatch(ObjectStore store, NavService service)
{
    public const int OperationsMax = 100;

    /// <summary>Answers each call, in order.</summary>
    /// <param name="isSnapshot">All or nothing, as <c>Isolation: snapshot</c> asks.</param>
    /// <param name="goesOn">After an error too, as <c>Prefer: odata.continue-on-error</c> asks.</param>
    /// <param name="fault">What goes wrong with some calls or all of them.</param>
    public NavAnswer Answer(
        Uri root,
        JsonObject? body,
        bool isSnapshot,
        bool goesOn,
        FaultAction? fault
    )
    {
        if (body?["requests"] is not JsonArray requests)
        {
            return service.Refuse(400, "BadRequest", "The batch has no list of requests.");
        }

        if (requests.Count > OperationsMax)
        {
            return service.Refuse(
                400,
                "BadRequest",
                "The batch request exceeds the maximum of 100 operations."
            );
        }

        var answers = new JsonArray();
        _ = isSnapshot
            ? store.Attempt(() => TryAll(root, requests, answers, goesOn: false, fault))
            : TryAll(root, requests, answers, goesOn, fault);
        return new NavAnswer(200, new JsonObject { ["responses"] = answers });
    }

    private bool TryAll(
        Uri root,
        JsonArray requests,
        JsonArray answers,
        bool goesOn,
        FaultAction? fault
    )
    {
        var isGood = true;
        for (var i = 0; i < requests.Count; i++)
        {
            var item = requests[i];
            var answer = item is JsonObject request
                ? service.Answer(RequestOf(root, request) with { Fault = fault, Row = i + 1 })
                : service.Refuse(400, "BadRequest", "A request of the batch is no object.");
            answers.Add(
                new JsonObject
                {
                    ["id"] = item?["id"]?.DeepClone(),
                    ["status"] = answer.Status,
                    ["headers"] = new JsonObject
                    {
                        ["content-type"] =
                            "application/json; odata.metadata=minimal; odata.streaming=true",
                    },
                    ["body"] = answer.Body?.DeepClone() ?? answer.Text,
                }
            );
            isGood &= answer.IsSuccess;
            if (!isGood && !goesOn)
            {
                return false;
            }
        }

        return isGood;
    }

    private static NavRequest RequestOf(Uri root, JsonObject request) =>
        new(
            ((string?)request["method"] ?? "GET").ToUpperInvariant(),
            root,
            ((string?)request["url"] ?? string.Empty).TrimStart('/'),
            HeaderOf(request, "If-Match"),
            PageSize: null,
            request["body"] as JsonObject
        );

    private static string? HeaderOf(JsonObject request, string name) =>
        (request["headers"] as JsonObject)
            ?.FirstOrDefault(x => string.Equals(x.Key, name, StringComparison.OrdinalIgnoreCase))
            .Value?.ToString();
}

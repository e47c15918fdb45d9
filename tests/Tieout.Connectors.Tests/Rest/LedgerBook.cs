using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>A ledger behind a test server: it keeps what is posted to a list, as it was sent.</summary>
internal sealed class LedgerBook
{
    private readonly ConcurrentQueue<(string List, JsonObject Record)> _records = [];

    /// <summary>Changes a record as the system would: what it computes, and what it decides.</summary>
    public Action<JsonObject> Decide { get; set; } = _ => { };

    /// <summary>Changes a record as the system would when it posts it.</summary>
    public Action<JsonObject> DecidePosted { get; set; } = _ => { };

    public IReadOnlyList<JsonObject> Of(string list) =>
        [
            .. _records
                .Where(x => x.List.Equals(list, StringComparison.Ordinal))
                .Select(x => x.Record),
        ];

    /// <summary><c>GET list?ref=</c> and <c>?prefix=</c>, <c>POST list</c>, <c>POST list/id/post</c>, <c>DELETE list/id</c>.</summary>
    public TestAnswer Answer(TestRequest request)
    {
        var parts = request.Path.Split('/');
        var records = Of(parts[0]);
        switch (request.Method, parts.Length)
        {
            case ("GET", _):
                var (reference, prefix) = (request.Of("ref"), request.Of("prefix"));
                return Some(
                    new JsonObject
                    {
                        ["items"] = new JsonArray([
                            .. records
                                .Where(x =>
                                    (
                                        reference is null
                                        || KeyOf(x).Equals(reference, StringComparison.Ordinal)
                                    ) && KeyOf(x).StartsWith(prefix ?? "", StringComparison.Ordinal)
                                )
                                .Select(x => x.DeepClone()),
                        ]),
                    }
                );
            case ("POST", 1):
                var made = JsonNode.Parse(request.Body)!.AsObject();
                made["id"] = (records.Count + 1).ToString(CultureInfo.InvariantCulture);
                made["state"] ??= "draft";
                foreach (var name in (string[])["currency", "net", "tax"])
                {
                    // What it does not know it says so.
                    made[name] ??= null;
                }

                Decide(made);
                _records.Enqueue((parts[0], made));
                return Some(made);
            case ("POST", 3):
                var posted = records.Single(x =>
                    parts[1].Equals(x["id"]!.ToString(), StringComparison.Ordinal)
                );
                posted["state"] = "posted";
                posted["number"] = $"N-{parts[1]}";
                if (JsonNode.Parse(request.Body)?["on"]?.ToString() is { } day)
                {
                    posted["day"] = day;
                }

                posted["day"] ??= "2026-03-10";
                DecidePosted(posted);
                return Some(posted);
            default:
                return new TestAnswer("{}", 204);
        }
    }

    private static string KeyOf(JsonObject record) => record["ref"]?.ToString() ?? string.Empty;

    private static TestAnswer Some(JsonObject answer) => new(answer.ToJsonString());
}

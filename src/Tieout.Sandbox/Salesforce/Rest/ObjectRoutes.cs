using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Records;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>What there is: resources, objects and fields, and what was changed or deleted.</summary>
internal sealed class ObjectRoutes(Org org)
{
    private const int RecentMax = 25;
    private const int UpdatedDays = 30;
    private static readonly string[] Listed =
    [
        "composite",
        "limits",
        "parameterizedSearch",
        "query",
        "queryAll",
        "recent",
        "search",
        "sobjects",
    ];

    private readonly DeletionLog _log = new(org);

    public static ApiAnswer Resources(ApiRequest request)
    {
        var resources = new JsonObject();
        foreach (var name in Listed)
        {
            resources[name] = $"{request.Base}/{name}";
        }

        return ApiAnswer.Ok(resources);
    }

    public ApiAnswer Global(ApiRequest request)
    {
        RequireGet(request);
        return ApiAnswer.Ok(
            new JsonObject
            {
                ["encoding"] = "UTF-8",
                ["maxBatchSize"] = 200,
                ["sobjects"] = new JsonArray([
                    .. org.Schema.Objects.Select(x =>
                        (JsonNode)ObjectJson.Summary(x, request.Base)
                    ),
                ]),
            }
        );
    }

    public ApiAnswer Describe(ApiRequest request, string kind)
    {
        RequireGet(request);
        var described = ObjectJson.Describe(org.Schema, org.Kind(kind), request.Base);
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(described));
        return new ApiAnswer(
            200,
            described,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ETag"] = $"\"{Convert.ToHexStringLower(hash[..4])}\"",
                ["Last-Modified"] = org.Founded.ToString("R", CultureInfo.InvariantCulture),
            }
        );
    }

    public ApiAnswer Basic(ApiRequest request, string kind)
    {
        var definition = org.Kind(kind);
        return ApiAnswer.Ok(
            new JsonObject
            {
                ["objectDescribe"] = ObjectJson.Summary(definition, request.Base),
                ["recentItems"] = new JsonArray([
                    .. Newest([definition]).Take(5).Select(x => (JsonNode)Item(x, request)),
                ]),
            }
        );
    }

    public ApiAnswer Recent(ApiRequest request)
    {
        RequireGet(request);
        var kinds = org.Schema.Objects.Where(x => x.File.Writable);
        return ApiAnswer.Ok(
            new JsonArray([
                .. Newest(kinds).Take(RecentMax).Select(x => (JsonNode)Item(x, request)),
            ])
        );
    }

    public ApiAnswer Updated(ApiRequest request, string kind)
    {
        var (start, end) = Range(request, UpdatedDays);
        var ids = _log.Updated(org.Kind(kind), start, end);
        return ApiAnswer.Ok(
            new JsonObject
            {
                ["ids"] = new JsonArray([.. ids.Select(x => (JsonNode?)JsonValue.Create(x))]),
                ["latestDateCovered"] = Stamp.Of(end),
            }
        );
    }

    public ApiAnswer Deleted(ApiRequest request, string kind)
    {
        var (start, end) = Range(request, RecordReader.RecycleBinDays);
        var rows = _log.Deleted(org.Kind(kind), start, end);
        return ApiAnswer.Ok(
            new JsonObject
            {
                ["deletedRecords"] = new JsonArray([
                    .. rows.Select(x =>
                        (JsonNode)
                            new JsonObject { ["id"] = x.Id, ["deletedDate"] = Stamp.Of(x.Deleted) }
                    ),
                ]),
                ["earliestDateAvailable"] = Stamp.Of(Earliest(RecordReader.RecycleBinDays)),
                ["latestDateCovered"] = Stamp.Of(end),
            }
        );
    }

    /// <summary>From and to as asked, to the minute; the end is not in the future.</summary>
    private (DateTimeOffset Start, DateTimeOffset End) Range(ApiRequest request, int days)
    {
        RequireGet(request);
        var start = Instant(request, "start");
        var end = Instant(request, "end");
        if (start < Earliest(days))
        {
            throw new SalesforceException(
                400,
                "INVALID_REPLICATION_DATE",
                $"startDate before org {request.Segments[^1]} records available"
            );
        }

        if (end <= start)
        {
            throw new SalesforceException(
                400,
                "INVALID_REPLICATION_DATE",
                "endDate must be at least one minute greater than startDate"
            );
        }

        var now = Minute(org.Clock.GetUtcNow());
        return (start, end < now ? end : now);
    }

    private DateTimeOffset Earliest(int days) =>
        Minute(org.Clock.GetUtcNow() - TimeSpan.FromDays(days));

    private static DateTimeOffset Instant(ApiRequest request, string name) =>
        Stamp.Parse((request.Query.GetValueOrDefault(name) ?? string.Empty).Replace(' ', '+'))
            is { } instant
            ? Minute(instant)
            : throw new SalesforceException(
                400,
                "INVALID_REPLICATION_DATE",
                $"{name} has to be an ISO 8601 instant with an offset"
            );

    private static DateTimeOffset Minute(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private IEnumerable<RecordView> Newest(IEnumerable<ObjectDefinition> kinds) =>
        kinds
            .SelectMany(x => org.Records.All(x, withDeleted: false))
            .OrderByDescending(x => x.Stored.Modified)
            .ThenByDescending(x => x.Stored.Sequence);

    private static JsonObject Item(RecordView record, ApiRequest request)
    {
        var item = RecordJson.New(record, request.UrlOf);
        item["Id"] = record.Stored.Id;
        item[record.Kind.NameField.Name] = record[record.Kind.NameField]?.DeepClone();
        return item;
    }

    private static void RequireGet(ApiRequest request)
    {
        if (request.Method is not "GET" and not "HEAD")
        {
            throw MethodNotAllowed.Of(request.Method, "HEAD,GET");
        }
    }
}

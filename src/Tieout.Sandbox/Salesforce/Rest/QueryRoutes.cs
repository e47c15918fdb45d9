using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Records;
using Tieout.Sandbox.Salesforce.Soql;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>Queries, and the next pages of their answers.</summary>
/// <remarks>
/// What a cursor tells was read when the query ran: what changes between two pages does not show.
/// [U] of the vendor, as is that a cursor keeps its batch size, that it lives for two days, and that
/// of more than ten the oldest goes first.
/// </remarks>
internal sealed class QueryRoutes(Org org)
{
    private const int PageSize = 2_000;
    private const int PageSizeMin = 200;
    private const int CursorsMax = 10;
    private static readonly TimeSpan CursorLifetime = TimeSpan.FromDays(2);

    private readonly Lock _gate = new();
    private readonly List<QueryCursor> _cursors = [];

    public ApiAnswer Answer(ApiRequest request)
    {
        if (request.Method is not "GET" and not "HEAD")
        {
            throw MethodNotAllowed.Of(request.Method, "HEAD,GET");
        }

        var size = SizeOf(request);
        switch (request.Segments)
        {
            case [_, var locator]:
                return Page(request, locator, size);
            case [var way]:
                var text =
                    request.Query.GetValueOrDefault("q")
                    ?? throw SoqlError.Malformed("A query string has to be specified");
                var withDeleted = way is "queryAll";
                var result = new SoqlRunner(org, withDeleted, request.UrlOf).Run(text);
                var cursor = new QueryCursor(
                    string.Empty,
                    withDeleted,
                    result.Total,
                    result.Records,
                    size ?? PageSize,
                    org.Clock.GetUtcNow() + CursorLifetime
                );
                return Page(request, cursor, from: 0, cursor.Size);
            default:
                throw new SalesforceException(SalesforceError.NotFound);
        }
    }

    private ApiAnswer Page(ApiRequest request, string locator, int? size)
    {
        var dash = locator.LastIndexOf('-');
        QueryCursor? cursor;
        lock (_gate)
        {
            _ = _cursors.RemoveAll(x => x.Expires <= org.Clock.GetUtcNow());
            cursor = _cursors.Find(x =>
                dash > 0 && string.Equals(x.Id, locator[..dash], StringComparison.Ordinal)
            );
        }

        return
            cursor is not null
            && int.TryParse(locator[(dash + 1)..], CultureInfo.InvariantCulture, out var from)
            && from < cursor.Records.Count
            ? Page(request, cursor, from, size ?? cursor.Size)
            : throw new SalesforceException(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }

    private ApiAnswer Page(ApiRequest request, QueryCursor cursor, int from, int size)
    {
        var to = Math.Min(from + size, cursor.Records.Count);
        var isDone = to == cursor.Records.Count;
        var answer = new JsonObject { ["totalSize"] = cursor.Total, ["done"] = isDone };
        if (!isDone)
        {
            var kept = cursor.Id.Length == 0 ? Keep(cursor) : cursor;
            var way = kept.WithDeleted ? "queryAll" : "query";
            answer["nextRecordsUrl"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{request.Base}/{way}/{kept.Id}-{to}"
            );
        }

        answer["records"] = new JsonArray([
            .. cursor.Records.Skip(from).Take(to - from).Select(x => x.DeepClone()),
        ]);
        return ApiAnswer.Ok(answer);
    }

    private QueryCursor Keep(QueryCursor cursor)
    {
        var kept = cursor with { Id = org.Ids.NextId("0r8") };
        lock (_gate)
        {
            if (_cursors.Count == CursorsMax)
            {
                _cursors.RemoveAt(0);
            }

            _cursors.Add(kept);
        }

        return kept;
    }

    /// <summary>What the caller asks for in <c>Sforce-Query-Options: batchSize=500</c>.</summary>
    private static int? SizeOf(ApiRequest request)
    {
        var option = request
            .Headers("Sforce-Query-Options")
            ?.Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(x => x.StartsWith("batchSize=", StringComparison.OrdinalIgnoreCase));
        return int.TryParse(option?.Split('=')[1], CultureInfo.InvariantCulture, out var size)
            ? Math.Clamp(size, PageSizeMin, PageSize)
            : null;
    }
}

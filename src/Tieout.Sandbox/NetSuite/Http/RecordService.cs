using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Model;
using Tieout.Sandbox.NetSuite.Records;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.NetSuite.Http;

/// <summary>The record service: every call is one change of the store, whole or not at all.</summary>
internal sealed class RecordService(ObjectStore store, SandboxClock clock, NumberSeries series)
{
    public const string Root = "/services/rest/record/v1/";

    private const string KeyHeader = "X-NetSuite-Idempotency-Key";

    private readonly Idempotency _keys = new(store, clock);

    public NsAnswer Answer(NsRequest request)
    {
        var book = new NsBook(store, clock, series, request.Late);
        var key = request.Method is "GET" ? string.Empty : request.Header(KeyHeader);
        _keys.Require(key);
        var answer = Carry(request, book);
        _keys.Keep(key, answer.Location);
        return answer;
    }

    private static NsAnswer Carry(NsRequest request, NsBook book)
    {
        var segments = request
            .Path[Root.Length..]
            .Split('/')
            .Select(Uri.UnescapeDataString)
            .ToArray();
        if (segments[0] is "metadata-catalog")
        {
            return request.Method is "GET"
                ? MetadataCatalog.Answer(request, segments)
                : throw Refusals.Method(request.Method, request.Path);
        }

        var type =
            RecordTypes.Find(segments[0]) ?? throw Refusals.NoType(segments[0], request.Path);
        return segments switch
        {
            [_] => request.Method switch
            {
                "GET" => List(request, book, type),
                "POST" => Write(request, book, type, before: null, externalId: null),
                _ => throw Refusals.Method(request.Method, request.Path),
            },
            [_, var id] => One(request, book, type, id),
            [_, var id, "!transform", var into] when request.Method is "POST" => Transform(
                request,
                book,
                Require(request, book, type, id),
                into
            ),
            [_, var id, .. var part] when request.Method is "GET" => Part(
                request,
                book,
                Require(request, book, type, id),
                part
            ),
            _ => throw Refusals.NoAddress(request.Path),
        };
    }

    private static NsAnswer One(NsRequest request, NsBook book, RecordType type, string id)
    {
        const string prefix = "eid:";
        var externalId = id.StartsWith(prefix, StringComparison.Ordinal)
            ? id[prefix.Length..]
            : null;
        switch (request.Method)
        {
            case "GET":
                return Read(request, book, Require(request, book, type, id));
            case "PATCH":
                return Write(
                    request,
                    book,
                    type,
                    Require(request, book, type, id),
                    externalId: null
                );
            case "PUT" when externalId is not null:
                var known = book.ByExternalId(type, externalId);
                return Write(request, book, type, known, known is null ? externalId : null);
            case "DELETE":
                var gone = Require(request, book, type, id);
                RequireWritable(request, type);
                Rules.Delete(book, gone);
                book.Remove(gone);
                Applications.Settle(book);
                return new NsAnswer(204);
            default:
                throw Refusals.Method(request.Method, request.Path);
        }
    }

    private static NsRecord Require(NsRequest request, NsBook book, RecordType type, string id)
    {
        const string prefix = "eid:";
        var found = id.StartsWith(prefix, StringComparison.Ordinal)
            ? book.ByExternalId(type, id[prefix.Length..])
            : book.Find(type.Name, id);
        return found ?? throw Refusals.NoRecord(request.Path);
    }

    private static void RequireWritable(NsRequest request, RecordType type)
    {
        if (!type.IsWritable)
        {
            throw new NsRefusalException(
                403,
                "INSUFFICIENT_PERMISSION",
                "Permission Violation: The operation requires a permission that the role does not have." // [U]
            );
        }

        _ = request;
    }

    private static NsAnswer Read(NsRequest request, NsBook book, NsRecord record) =>
        new(200, new Rendering(book, request.Root + Root).Of(record, IsExpanded(request)));

    private static bool IsExpanded(NsRequest request) =>
        string.Equals(
            request.Parameter("expandSubResources"),
            "true",
            StringComparison.OrdinalIgnoreCase
        );

    private static NsAnswer List(NsRequest request, NsBook book, RecordType type)
    {
        var paging = Paging.Of(request);
        var query = RecordQuery.Parse(type, request.Parameter("q"));
        var found = book.All(type.Name)
            .Where(query.Includes)
            .Select(x =>
                (JsonNode)
                    new JsonObject
                    {
                        ["links"] = Rendering.Self($"{request.Root}{Root}{type.Name}/{x.Id}"),
                        ["id"] = x.Id,
                    }
            );
        return new NsAnswer(200, paging.Answer(request, [.. found]));
    }

    private static NsAnswer Part(NsRequest request, NsBook book, NsRecord record, string[] part)
    {
        if (record.Type.Fields.Find(part[0]) is not { Kind: FieldKind.Sublist } field)
        {
            throw Refusals.NoAddress(request.Path);
        }

        var rendering = new Rendering(book, request.Root + Root);
        if (part.Length == 1)
        {
            return new NsAnswer(200, rendering.Sublist(record, field, IsExpanded(request)));
        }

        var lines = record.Lines(field.Name);
        return
            part.Length == 2
            && int.TryParse(part[1], CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= lines.Count
            ? new NsAnswer(200, rendering.Line(record, field, lines[number - 1], number))
            : throw Refusals.NoRecord(request.Path);
    }

    /// <summary>Makes a record, or changes one.</summary>
    /// <param name="externalId">Of the address, where it is to be made under it.</param>
    private static NsAnswer Write(
        NsRequest request,
        NsBook book,
        RecordType type,
        NsRecord? before,
        string? externalId
    )
    {
        RequireWritable(request, type);
        var record = before is null
            ? book.New(type)
            : new NsRecord(type, before.Id, before.Fields.DeepClone().AsObject());
        var replaced = request
            .Parameter("replace")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        new BodyReading(book, request.Header("X-NetSuite-PropertyNameValidation"), replaced).Apply(
            record,
            request.Body
        );
        if (externalId is not null)
        {
            _ = record.Set("externalId", (JsonNode)externalId);
        }

        return Keep(request, book, record, before);
    }

    private static NsAnswer Keep(NsRequest request, NsBook book, NsRecord record, NsRecord? before)
    {
        var type = record.Type;
        if (
            book.ByExternalId(type, record.ExternalId) is { } twin
            && !string.Equals(twin.Id, record.Id, StringComparison.Ordinal)
        )
        {
            throw Refusals.User("This record already exists."); // [U]
        }

        if (before is not null && type.IsTransaction)
        {
            Periods.RequireOpen(book, before);
        }

        Rules.Complete(book, record, before);
        _ = before is null ? book.Add(record) : book.Save(record);
        Applications.Settle(book);
        return new NsAnswer(204, Location: $"{request.Root}{Root}{type.Name}/{record.Id}");
    }

    /// <summary>Makes a credit memo or a payment of all that is open of an invoice.</summary>
    private static NsAnswer Transform(NsRequest request, NsBook book, NsRecord source, string into)
    {
        if (source.Type.Name is not "invoice" || into is not ("creditMemo" or "customerPayment"))
        {
            throw Refusals.NoAddress(request.Path);
        }

        var type = RecordTypes.Find(into)!;
        var made = book.New(type);
        var isCredit = into is "creditMemo";
        _ = made.Set(isCredit ? "entity" : "customer", source.Fields["entity"]?.DeepClone());
        foreach (var field in new[] { "subsidiary", "currency", "exchangeRate" })
        {
            _ = made.Set(field, source.Fields[field]?.DeepClone());
        }

        if (isCredit)
        {
            _ = made.Set("createdFrom", (JsonNode)source.Id);
            _ = made.Set("item", source.Fields["item"]?.DeepClone());
        }

        _ = made.Set(
            "apply",
            new JsonArray(new JsonObject { ["doc"] = source.Id, ["apply"] = true })
        );
        var validation = request.Header("X-NetSuite-PropertyNameValidation");
        var replaced = new HashSet<string>(["item", "apply"], StringComparer.OrdinalIgnoreCase);
        new BodyReading(book, validation, replaced).Apply(made, request.Body);
        return Keep(request, book, made, before: null);
    }
}

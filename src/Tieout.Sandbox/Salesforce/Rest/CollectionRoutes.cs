using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Records;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>Up to 200 records in one call, each with its own outcome.</summary>
internal sealed class CollectionRoutes(Org org, RecordWriter writer, RecycleBin bin)
{
    private const int RowsMax = 200;

    public ApiAnswer Answer(ApiRequest request, CallContext context) =>
        (request.Method, request.Segments) switch
        {
            ("POST", [_, _]) => Save(request, context, Create),
            ("PATCH", [_, _]) => Save(request, context, Update),
            ("PATCH", [_, _, var kind, var key]) => Save(
                request,
                context,
                Upserting(org.Kind(kind), key)
            ),
            ("DELETE", [_, _]) => Delete(request, context),
            ("GET", [_, _, var kind]) => Read(
                request,
                org.Kind(kind),
                Names(request, "ids"),
                Names(request, "fields")
            ),
            ("POST", [_, _, var kind]) => Read(
                request,
                org.Kind(kind),
                Texts(request.Object()["ids"]),
                Texts(request.Object()["fields"])
            ),
            _ => throw MethodNotAllowed.Of(request.Method, "POST,PATCH,DELETE"),
        };

    private ApiAnswer Save(
        ApiRequest request,
        CallContext context,
        Func<JsonObject, CallContext, JsonObject> save
    )
    {
        var body = request.Object();
        var allOrNone = body["allOrNone"]?.GetValue<bool>() ?? false;
        var rows = body["records"] as JsonArray ?? [];
        var isUpsert = request.Segments.Count == 4;
        return Rows(
            rows.Count,
            allOrNone,
            i => save(rows[i] as JsonObject ?? throw NoAttributes(), context),
            context,
            isUpsert
        );
    }

    private ApiAnswer Delete(ApiRequest request, CallContext context)
    {
        var ids = Names(request, "ids");
        return Rows(
            ids.Length,
            request.Query.GetValueOrDefault("allOrNone") is "true",
            i =>
            {
                var kind = ids[i].Length >= 3 ? org.Schema.ByPrefix(ids[i][..3]) : null;
                if (kind is null || RecordId.Normalise(ids[i]) is not { } id)
                {
                    throw new SalesforceException(400, "MALFORMED_ID", $"bad id {ids[i]}");
                }

                if (org.Records.Find(kind, id) is null)
                {
                    throw new SalesforceException(
                        400,
                        "INVALID_CROSS_REFERENCE_KEY",
                        "invalid cross reference id"
                    );
                }

                bin.Delete(kind, id, context);
                return ApiAnswer.Saved(id);
            },
            context,
            isUpsert: false
        );
    }

    /// <summary>Answers 200 whatever becomes of the rows.</summary>
    private ApiAnswer Rows(
        int count,
        bool allOrNone,
        Func<int, JsonObject> row,
        CallContext context,
        bool isUpsert
    )
    {
        if (count > RowsMax)
        {
            // [U] the code; that the call is refused as a whole is documented.
            throw new SalesforceException(
                400,
                "EXCEEDED_MAX_SIZE_REQUEST",
                $"The number of records exceeds the limit of {RowsMax}"
            );
        }

        var answers = new JsonObject[count];
        var isDone = org.Store.Attempt(() =>
        {
            var isEach = true;
            for (var i = 0; i < count; i++)
            {
                answers[i] = One(i, row, context, isUpsert);
                isEach &= answers[i]["success"]!.GetValue<bool>();
            }

            return isEach || !allOrNone;
        });
        if (!isDone)
        {
            for (var i = 0; i < count; i++)
            {
                if (answers[i]["success"]!.GetValue<bool>())
                {
                    answers[i] = Failed([RolledBack], isUpsert);
                }
            }
        }

        return ApiAnswer.Ok(new JsonArray([.. answers]));
    }

    private JsonObject One(int i, Func<int, JsonObject> row, CallContext context, bool isUpsert)
    {
        JsonObject? answer = null;
        _ = org.Store.Attempt(() =>
        {
            try
            {
                answer = context.RowErrorOf(i + 1) is { } error
                    ? Failed([error], isUpsert)
                    : row(i);
                return answer["success"]!.GetValue<bool>();
            }
            catch (SalesforceException e)
            {
                answer = Failed(e.Errors, isUpsert);
                return false;
            }
        });
        return answer!;
    }

    private JsonObject Create(JsonObject row, CallContext context) =>
        ApiAnswer.Saved(writer.Create(KindOf(row), row.DeepClone().AsObject(), context));

    private JsonObject Update(JsonObject row, CallContext context)
    {
        var kind = KindOf(row);
        var id = Taken(row, "Id", out var fields);
        if (org.Records.Find(kind, id ?? string.Empty) is null)
        {
            throw new SalesforceException(
                400,
                id is null ? "MISSING_ARGUMENT" : "INVALID_CROSS_REFERENCE_KEY",
                id is null ? "Id not specified in an update call" : "invalid cross reference id"
            );
        }

        writer.Update(kind, id!, fields, context);
        return ApiAnswer.Saved(RecordId.Normalise(id)!);
    }

    private Func<JsonObject, CallContext, JsonObject> Upserting(ObjectDefinition kind, string key)
    {
        if (kind[key] is not { } field || !(field.IsKey || field.Type is FieldType.Id))
        {
            throw new SalesforceException(
                404,
                "NOT_FOUND",
                $"Provided external ID field does not exist or is not accessible: {key}"
            );
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return (row, context) =>
        {
            _ = KindOf(row);
            var value = Taken(row, field.Name, out var fields);
            if (value is null && field.Type is FieldType.Id)
            {
                return ApiAnswer.Saved(writer.Create(kind, fields, context), isCreated: true);
            }

            if (value is null)
            {
                throw new SalesforceException(
                    400,
                    "MISSING_ARGUMENT",
                    $"{field.Name} not specified"
                );
            }

            if (!seen.Add(value))
            {
                throw new SalesforceException(
                    400,
                    "DUPLICATE_VALUE",
                    $"Duplicate external id specified: {value}",
                    field.Name
                );
            }

            var (id, isCreated) = writer.Upsert(
                kind,
                field,
                value,
                fields,
                updateOnly: false,
                context
            );
            return ApiAnswer.Saved(id, isCreated);
        };
    }

    private ApiAnswer Read(
        ApiRequest request,
        ObjectDefinition kind,
        IReadOnlyList<string> ids,
        IReadOnlyList<string> fields
    ) =>
        ApiAnswer.Ok(
            new JsonArray([
                .. ids.Select(x => org.Records.Find(kind, x))
                    .Select(x =>
                        (JsonNode?)(
                            x is { Stored.IsDeleted: false }
                                ? RecordJson.Write(x, fields, request.UrlOf)
                                : null
                        )
                    ),
            ])
        );

    private ObjectDefinition KindOf(JsonObject row) =>
        row["attributes"]?["type"]?.ToString() is { } kind
            ? org.Schema[kind]
                ?? throw new SalesforceException(
                    400,
                    "INVALID_TYPE",
                    $"sObject type '{kind}' is not supported."
                )
            : throw NoAttributes();

    private static string? Taken(JsonObject row, string name, out JsonObject rest)
    {
        rest = row.DeepClone().AsObject();
        var key = rest.Select(x => x.Key)
            .FirstOrDefault(x => string.Equals(x, name, StringComparison.OrdinalIgnoreCase));
        var value = key is null ? null : rest[key]?.ToString();
        if (key is not null)
        {
            _ = rest.Remove(key);
        }

        return string.IsNullOrEmpty(value) ? null : value;
    }

    private static SalesforceError RolledBack { get; } =
        new(
            400,
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using AllOrNone header"
        );

    private static SalesforceException NoAttributes() =>
        new(
            400,
            "JSON_PARSER_ERROR",
            "Nested object for polymorphic foreign key must have an attributes field before any other fields."
        );

    private static JsonObject Failed(IReadOnlyList<SalesforceError> errors, bool isUpsert)
    {
        var failed = new JsonObject
        {
            ["success"] = false,
            ["errors"] = new JsonArray([.. errors.Select(x => (JsonNode)x.ToRow())]),
        };
        if (isUpsert)
        {
            failed["created"] = false;
        }

        return failed;
    }

    private static string[] Names(ApiRequest request, string name) =>
        request
            .Query.GetValueOrDefault(name)
            ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        ?? [];

    private static string[] Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).Select(x => x?.ToString() ?? string.Empty)];
}

using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Records;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>Single records: made, read, changed, upserted, deleted.</summary>
internal sealed class RecordRoutes(Org org, RecordWriter writer, RecycleBin bin)
{
    /// <summary>Up to here an upsert that changes a record answers 204 without a body.</summary>
    private const decimal SilentUpsertVersion = 45m;

    public ApiAnswer Answer(ApiRequest request, CallContext context)
    {
        if (request.Method is not "GET" and not "HEAD" && context.RowErrorOf(1) is { } error)
        {
            throw new SalesforceException(error);
        }

        return request.Segments switch
        {
            [_, var kind] => request.Method is "POST"
                ? Create(request, org.Kind(kind), context)
                : throw MethodNotAllowed.Of(request.Method, "HEAD,GET,POST"),
            [_, var kind, var id] => AnswerOne(request, org.Kind(kind), id, context),
            [_, var kind, var key, var value] => AnswerKey(
                request,
                org.Kind(kind),
                key,
                value,
                context
            ),
            _ => throw new SalesforceException(SalesforceError.NotFound),
        };
    }

    private ApiAnswer Create(ApiRequest request, ObjectDefinition kind, CallContext context)
    {
        var id = writer.Create(kind, request.Object(), context);
        return ApiAnswer.At(request.UrlOf(kind.Name, id), 201, ApiAnswer.Saved(id));
    }

    private ApiAnswer AnswerOne(
        ApiRequest request,
        ObjectDefinition kind,
        string id,
        CallContext context
    )
    {
        if (RecordId.Normalise(id) is null)
        {
            throw new SalesforceException(
                404,
                "NOT_FOUND",
                $"Provided external ID field does not exist or is not accessible: {id}"
            );
        }

        switch (request.Method)
        {
            case "GET" or "HEAD":
                return Read(request, kind, id);
            case "PATCH":
                RequireUnmodified(request, kind, id);
                writer.Update(kind, id, request.Object(), context);
                return new ApiAnswer(204);
            case "DELETE":
                bin.Delete(kind, id, context);
                return new ApiAnswer(204);
            default:
                throw MethodNotAllowed.Of(request.Method, "HEAD,GET,PATCH,DELETE");
        }
    }

    private ApiAnswer AnswerKey(
        ApiRequest request,
        ObjectDefinition kind,
        string key,
        string value,
        CallContext context
    )
    {
        if (kind[key] is not { } field || !(field.IsKey || field.Type is FieldType.Id))
        {
            throw new SalesforceException(
                404,
                "NOT_FOUND",
                $"Provided external ID field does not exist or is not accessible: {key}"
            );
        }

        try
        {
            if (request.Method is "PATCH")
            {
                return Upsert(request, kind, field, value, context);
            }

            var id =
                writer.ByKey(kind, field, value)
                ?? throw new SalesforceException(SalesforceError.NotFound);
            return AnswerOne(request, kind, id, context);
        }
        catch (SalesforceException e) when (e.Errors[0] is { Status: 300 })
        {
            // A list of addresses instead of an error: the caller is to choose.
            var ids = org.Keys.Find(kind, field, value);
            return new ApiAnswer(
                300,
                new JsonArray([
                    .. ids.Select(x => (JsonNode?)JsonValue.Create(request.UrlOf(kind.Name, x))),
                ])
            );
        }
    }

    private ApiAnswer Upsert(
        ApiRequest request,
        ObjectDefinition kind,
        FieldDefinition key,
        string value,
        CallContext context
    )
    {
        var body = request.Object();
        if (body.Any(x => string.Equals(x.Key, key.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new SalesforceException(
                400,
                "INVALID_FIELD",
                $"The {key.Name} field should not be specified in the sobject data."
            );
        }

        var updateOnly = request.Query.GetValueOrDefault("updateOnly") is "true";
        var (id, isCreated) = writer.Upsert(kind, key, value, body, updateOnly, context);
        return !isCreated && request.Version <= SilentUpsertVersion
            ? new ApiAnswer(204)
            : ApiAnswer.At(
                request.UrlOf(kind.Name, id),
                isCreated ? 201 : 200,
                request.Version <= SilentUpsertVersion
                    ? ApiAnswer.Saved(id)
                    : ApiAnswer.Saved(id, isCreated)
            );
    }

    private ApiAnswer Read(ApiRequest request, ObjectDefinition kind, string id)
    {
        if (org.Records.Find(kind, id) is not { Stored.IsDeleted: false } record)
        {
            throw new SalesforceException(SalesforceError.NotFound);
        }

        RequireUnmodified(request, kind, id);
        var modified = record.Stored.Modified;
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Last-Modified"] = modified.ToString("R", CultureInfo.InvariantCulture),
        };
        return Instant(request, "If-Modified-Since") >= modified
            ? new ApiAnswer(304, Headers: headers)
            : new ApiAnswer(200, Written(request, record), headers);
    }

    private static JsonObject Written(ApiRequest request, RecordView record)
    {
        var names = request.Query.GetValueOrDefault("fields");
        return RecordJson.Write(
            record,
            names?.Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            ),
            request.UrlOf
        );
    }

    /// <summary>Refuses what is based on a state that is over; to the second, as the header is.</summary>
    private void RequireUnmodified(ApiRequest request, ObjectDefinition kind, string id)
    {
        if (
            Instant(request, "If-Unmodified-Since") is { } since
            && org.Records.Find(kind, id)?.Stored.Modified > since
        )
        {
            throw new SalesforceException(
                412,
                "PRECONDITION_FAILED",
                "The request did not meet the precondition: the record was modified since"
            );
        }
    }

    private static DateTimeOffset? Instant(ApiRequest request, string header) =>
        DateTimeOffset.TryParse(
            request.Headers(header),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant
            : null;
}

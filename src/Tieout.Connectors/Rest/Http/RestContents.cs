using System.Text;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Http;

/// <summary>Makes what is sent with a request.</summary>
internal static class RestContents
{
    /// <summary>A body, a form, or nothing; every write but a DELETE has something.</summary>
    /// <exception cref="ConnectorException">A value cannot be sent.</exception>
    public static HttpContent? Of(RestRequest request)
    {
        if (request.Call.Form is { } form)
        {
            return new FormUrlEncodedContent(form);
        }

        if (request.Call.Body is not { } yaml)
        {
            return request.IsWrite && request.Call.Method != HttpMethod.Delete ? Json("{}") : null;
        }

        var body = BodyWriter.Write(yaml, request.Scope);
        return request.Call.IsForm
            ? new FormUrlEncodedContent(Fields(body))
            : Json(body?.ToJsonString() ?? "{}");
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static IEnumerable<KeyValuePair<string, string>> Fields(JsonNode? body)
    {
        if (body is not JsonObject fields)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                "A form is a mapping of names to values."
            );
        }

        return fields.Select(x => KeyValuePair.Create(x.Key, x.Value?.ToString() ?? string.Empty));
    }
}

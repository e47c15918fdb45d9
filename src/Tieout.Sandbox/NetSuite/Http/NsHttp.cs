using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.NetSuite.Books;

namespace Tieout.Sandbox.NetSuite.Http;

/// <summary>Reads requests and writes answers.</summary>
internal static class NsHttp
{
    private static readonly JsonSerializerOptions Dialect = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A body that is one JSON object; an empty one when there is no body.</summary>
    /// <exception cref="NsRefusalException">There is a body, and it is not.</exception>
    public static async Task<JsonObject> ReadBodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw Refusals.Content();
        }
        catch (JsonException)
        {
            throw Refusals.Content();
        }
    }

    public static async Task WriteAsync(HttpContext context, NsAnswer answer)
    {
        if (answer.Location is { } location)
        {
            context.Response.Headers.Location = location;
        }

        await WriteJsonAsync(context, answer.Status, answer.Body);
    }

    public static async Task WriteJsonAsync(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        if (body is null)
        {
            return;
        }

        context.Response.ContentType =
            status < 400
                ? "application/vnd.oracle.resource+json; type=singular"
                : "application/vnd.oracle.resource+json; type=error; charset=UTF-8";
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString(Dialect));
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}

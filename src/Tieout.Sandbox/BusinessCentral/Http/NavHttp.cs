using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>Reads requests and writes answers.</summary>
internal static class NavHttp
{
    private static readonly JsonSerializerOptions Dialect = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A body that is one JSON object; none when there is no body.</summary>
    /// <exception cref="JsonException">There is a body, and it is not.</exception>
    public static async Task<JsonObject?> ReadBodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return JsonNode.Parse(text) as JsonObject
            ?? throw new JsonException("The body is no JSON object.");
    }

    public static async Task WriteAsync(HttpContext context, NavAnswer answer)
    {
        context.Response.Headers["OData-Version"] = "4.0";
        if (answer.Location is { } location)
        {
            context.Response.Headers.Location = location;
        }

        if (answer.Text is { } text)
        {
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.ContentType;
            await context.Response.WriteAsync(text, context.RequestAborted);
            return;
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

        context.Response.ContentType = "application/json; odata.metadata=minimal; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString(Dialect));
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>A preference of the request: <c>odata.maxpagesize=100</c>.</summary>
    public static string? Preference(HttpContext context, string name)
    {
        foreach (var pair in context.Request.Headers["Prefer"].ToString().Split(','))
        {
            var parts = pair.Split('=', 2);
            if (string.Equals(parts[0].Trim(), name, StringComparison.OrdinalIgnoreCase))
            {
                return parts is [_, var value] ? value.Trim() : "true";
            }
        }

        return null;
    }

    public static int? PageSize(HttpContext context) =>
        int.TryParse(
            Preference(context, "odata.maxpagesize") ?? Preference(context, "maxpagesize"),
            CultureInfo.InvariantCulture,
            out var size
        )
        && size > 0
            ? size
            : null;
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>Refusals: <c>{"errors":[{"type","message","field"}]}</c>. Their words are not documented [U].</summary>
internal static class KantataRefusals
{
    public static JsonAnswer OfStatus(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => Of(status, "oauth", "Invalid OAuth 2 Request"),
            StatusCodes.Status403Forbidden => Of(
                status,
                "system",
                "You are not authorized to perform this action."
            ),
            StatusCodes.Status404NotFound => Of(
                status,
                "system",
                "The requested record could not be found."
            ),
            StatusCodes.Status429TooManyRequests => Of(
                status,
                "system",
                "Too many requests. Please retry later."
            ),
            // The gateway answers it, and not the API.
            StatusCodes.Status504GatewayTimeout => new JsonAnswer(status),
            _ => Of(status, "system", "An unexpected error occurred."),
        };

    public static JsonRefusalException NotFound() => new(OfStatus(StatusCodes.Status404NotFound));

    public static JsonRefusalException Forbidden() => new(OfStatus(StatusCodes.Status403Forbidden));

    /// <summary>The request itself cannot be understood.</summary>
    public static JsonRefusalException Bad(string message) =>
        new(Of(StatusCodes.Status400BadRequest, "system", message));

    public static JsonRefusalException Invalid(string message, string? field = null) =>
        new(Of(StatusCodes.Status422UnprocessableEntity, "validation", message, field));

    public static JsonAnswer Of(int status, string type, string message, string? field = null)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        if (field is not null)
        {
            error["field"] = field;
        }

        return new JsonAnswer(status, new JsonObject { ["errors"] = new JsonArray(error) });
    }
}

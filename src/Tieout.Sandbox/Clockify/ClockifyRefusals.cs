using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Clockify;

/// <summary>What Clockify says when it does not do something: a message and a number.</summary>
/// <remarks>Words and numbers are as close as public sources tell [U].</remarks>
internal static class ClockifyRefusals
{
    private const int General = 501;

    public static JsonRefusalException Invalid(string message, int code = General) =>
        new(Of(400, message, code));

    public static JsonRefusalException NotFound(string what, string id) =>
        new(Of(404, $"{what} with id {id} doesn't exist", General));

    public static JsonAnswer OfStatus(int status) =>
        status switch
        {
            401 => Of(401, "Api key does not exist", 4003),
            403 => Of(403, "Access Denied", 403),
            404 => Of(404, "No static resource found", 3000),
            429 => Of(429, "Too many requests", 429),
            _ => Of(status, "Internal Server Error", status),
        };

    private static JsonAnswer Of(int status, string message, int code) =>
        new(status, new JsonObject { ["message"] = message, ["code"] = code });
}

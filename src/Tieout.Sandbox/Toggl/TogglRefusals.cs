using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Toggl;

/// <summary>What Toggl Track says when it does not do something: a text, as JSON.</summary>
/// <remarks>Words are those of its specification where it has them; the others are our own [U].</remarks>
internal static class TogglRefusals
{
    public const string NoAccess = "User does not have access to this resource.";

    public static JsonRefusalException Invalid(string message) => new(Of(400, message));

    public static JsonRefusalException Forbidden() => new(Of(403, NoAccess));

    public static JsonRefusalException NotFound(string what) => new(Of(404, $"{what} not found"));

    public static JsonRefusalException Conflict(string message) => new(Of(409, message));

    public static JsonAnswer OfStatus(int status) =>
        status switch
        {
            401 or 403 => Of(status, "Incorrect username and/or password"),
            402 => Of(402, "You have hit your hourly limit for API calls."),
            404 => Of(404, "Not found"),
            429 => Of(429, "Too Many Requests"),
            _ => Of(status, "Internal Server Error"),
        };

    private static JsonAnswer Of(int status, string message) =>
        new(status, JsonValue.Create(message));
}

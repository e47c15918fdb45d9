using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>What Harvest says when it does not do something.</summary>
/// <remarks>
/// That a 422 has a <c>message</c> is documented; the words are as close as public sources tell [U].
/// </remarks>
internal static class HarvestRefusals
{
    public static JsonRefusalException Invalid(string message) =>
        new(new JsonAnswer(422, new JsonObject { ["message"] = message }));

    public static JsonRefusalException Blank(string field) =>
        Invalid($"{Humanized(field)} can't be blank");

    public static JsonRefusalException NotFound() => new(OfStatus(404));

    public static JsonRefusalException Forbidden() => new(OfStatus(403));

    public static JsonAnswer OfStatus(int status) =>
        status switch
        {
            401 => new JsonAnswer(
                401,
                new JsonObject
                {
                    ["error"] = "invalid_token",
                    ["error_description"] =
                        "The access token provided is expired, revoked, malformed or invalid for other reasons.",
                }
            ),
            403 => Of(403, "You don't have permission to perform this action."),
            404 => new JsonAnswer(
                404,
                new JsonObject { ["status"] = 404, ["error"] = "Not Found" }
            ),
            429 => Of(429, "Your account has been rate limited, please try again later."),
            _ => Of(status, "We're sorry, but something went wrong."),
        };

    /// <summary>As Rails shows a member's name: <c>spent_date</c> is Spent date.</summary>
    private static string Humanized(string field)
    {
        var words = (field.EndsWith("_id", StringComparison.Ordinal) ? field[..^3] : field).Replace(
            '_',
            ' '
        );
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static JsonAnswer Of(int status, string message) =>
        new(status, new JsonObject { ["message"] = message });
}

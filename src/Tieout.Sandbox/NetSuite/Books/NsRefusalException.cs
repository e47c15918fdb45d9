using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Http;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>The account refuses what was asked; what had been changed is undone.</summary>
/// <param name="status">Of HTTP.</param>
/// <param name="code">The <c>o:errorCode</c>.</param>
/// <param name="message">The <c>detail</c>.</param>
/// <param name="locator">Which key tells where: <c>o:errorPath</c>, <c>o:errorQueryParam</c>.</param>
/// <param name="place">The field, address, parameter or header at fault.</param>
public sealed class NsRefusalException(
    int status,
    string code,
    string message,
    string? locator = null,
    string? place = null
) : Exception(message)
{
    /// <summary>A record that was made before, where the refusal is of a repetition.</summary>
    public string? Location { get; init; }

    internal NsAnswer Answer
    {
        get
        {
            var detail = new JsonObject { ["detail"] = Message };
            if (locator is not null && place is not null)
            {
                detail[locator] = place;
            }

            detail["o:errorCode"] = code;
            var body = new JsonObject
            {
                ["type"] = TypeOf(status),
                ["title"] = code is "IDEMPOTENCY_ERROR" ? "Conflict" : TitleOf(status),
                ["status"] = status,
                ["o:errorDetails"] = new JsonArray(detail),
            };
            return new NsAnswer(status, body, Location);
        }
    }

    private static string TitleOf(int status) =>
        status switch
        {
            401 => "Unauthorized",
            403 => "Forbidden",
            404 => "Not Found",
            405 => "Method Not Allowed",
            >= 500 => "Internal Server Error",
            // 429 too.
            _ => "Bad Request",
        };

    private static string TypeOf(int status) =>
        "https://www.rfc-editor.org/rfc/rfc9110.html#section-"
        + status switch
        {
            401 => "15.5.2",
            403 => "15.5.4",
            404 => "15.5.5",
            405 => "15.5.6",
            >= 500 => "15.6.1",
            _ => "15.5.1",
        };
}

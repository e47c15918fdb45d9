using System.Text.Json.Nodes;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>What a call is answered with.</summary>
/// <param name="Text">A body that is no JSON.</param>
/// <param name="Location">Where a new record can be read.</param>
internal sealed record NavAnswer(
    int Status,
    JsonNode? Body = null,
    string? Text = null,
    string? Location = null
)
{
    /// <summary>Of a body that is no JSON.</summary>
    public string ContentType { get; init; } = "text/plain";

    public bool IsSuccess => Status < 400;

    /// <summary>An error in the vendor's words, with the correlation id at the end of its message.</summary>
    public static NavAnswer Error(int status, string code, string message, string correlation) =>
        new(
            status,
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = code,
                    ["message"] = $"{message}  CorrelationId:  {correlation}.",
                },
            }
        );
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.Ledgerworks;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>Gives out tokens for client credentials, in the words of Microsoft Entra.</summary>
/// <remarks>The numbers of the errors are Entra's own; the texts are shortened [U].</remarks>
internal sealed class EntraDesk(TokenDesk tokens, SandboxClock clock, IdSeries ids)
{
    public const string ClientId = "tieout";

    public const string ClientSecret = "rehearsal";

    public const string Scope = "https://api.businesscentral.dynamics.com/.default";

    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);

    private long _errors;

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var form = request.HasFormContentType
            ? await request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;
        string Of(string name) => form[name].ToString();
        var (status, body) = (Of("grant_type"), Of("client_id"), Of("client_secret")) switch
        {
            ("", _, _) => Error(400, "invalid_request", 900144, Missing("grant_type")),
            (not "client_credentials", _, _) => Error(
                400,
                "unsupported_grant_type",
                70003,
                $"The app requested an unsupported grant type '{Of("grant_type")}'."
            ),
            (_, "", _) => Error(400, "invalid_request", 900144, Missing("client_id")),
            (_, not ClientId, _) => Error(
                400,
                "unauthorized_client",
                700016,
                $"Application with identifier '{Of("client_id")}' was not found in the directory."
            ),
            _ when Of("scope") is not Scope => Error(
                400,
                "invalid_scope",
                70011,
                $"The provided value for the input parameter 'scope' is not valid. The scope {Of("scope")} is not valid."
            ),
            (_, _, var secret) => tokens.Issue(ClientId, secret) is { } token
                ? (200, Token(token))
                : Error(
                    401,
                    "invalid_client",
                    7000215,
                    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID."
                ),
        };
        await NavHttp.WriteJsonAsync(context, status, body);
    }

    private static string Missing(string name) =>
        $"The request body must contain the following parameter: '{name}'.";

    private static JsonObject Token(string token) =>
        new()
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)Lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)Lifetime.TotalSeconds,
            ["access_token"] = token,
        };

    private (int Status, JsonObject Body) Error(int status, string error, int number, string text)
    {
        var count = Interlocked.Increment(ref _errors);
        var trace = ids.Of(FormattableString.Invariant($"trace/{count}"));
        var now = clock
            .GetUtcNow()
            .ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return (
            status,
            new JsonObject
            {
                ["error"] = error,
                ["error_description"] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"AADSTS{number}: {text} Trace ID: {trace} Correlation ID: {trace} Timestamp: {now}"
                ),
                ["error_codes"] = new JsonArray(number),
                ["timestamp"] = now,
                ["trace_id"] = trace,
                ["correlation_id"] = trace,
            }
        );
    }
}

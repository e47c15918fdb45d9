using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>OAuth 2.0 by a code; the token never expires.</summary>
internal sealed class KantataLogin(ObjectStore store, int seed)
{
    private const string Kind = "_codes";

    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    private readonly NumberSeries _codes = new(store, seed);

    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("GET", "oauth/authorize", Authorize);
        routes.Add("POST", "oauth/token", Exchange);
    }

    /// <summary>The person is taken to have agreed.</summary>
    private JsonAnswer Authorize(JsonCall call)
    {
        if (
            call.Query("response_type") is not "code"
            || call.Query("client_id") is not "tieout"
            || !Uri.TryCreate(call.Query("redirect_uri"), UriKind.Absolute, out var target)
        )
        {
            throw Refused("invalid_request");
        }

        var code = _codes.Next("codes", 70_000L).ToString("x8", CultureInfo.InvariantCulture);
        _ = store.Add(Kind, code, call.Now, []);
        var state = call.Query("state") is { } sent ? $"&state={Uri.EscapeDataString(sent)}" : "";
        return new JsonAnswer(StatusCodes.Status302Found)
        {
            Headers = [("Location", $"{target}?code={code}{state}")],
        };
    }

    private JsonAnswer Exchange(JsonCall call)
    {
        if (
            call.Sent.TextAt("client_id") is not "tieout"
            || call.Sent.TextAt("client_secret") is not "rehearsal"
        )
        {
            throw Refused("invalid_client");
        }

        var code = call.Sent.TextAt("code") ?? string.Empty;
        if (
            call.Sent.TextAt("grant_type") is not "authorization_code"
            || store.Find(Kind, code) is not { } held
            || call.Now - held.Created > CodeLifetime
        )
        {
            throw Refused("invalid_grant");
        }

        store.Remove(Kind, code);
        return new JsonObject { ["access_token"] = KantataApi.Token, ["token_type"] = "bearer" };
    }

    private static JsonRefusalException Refused(string error) =>
        new(new JsonAnswer(StatusCodes.Status400BadRequest, new JsonObject { ["error"] = error }));
}

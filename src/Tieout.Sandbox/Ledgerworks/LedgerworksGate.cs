using Microsoft.AspNetCore.Http;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Lets nobody in without a token, and words bad requests as the vendor does.</summary>
internal sealed class LedgerworksGate(TokenDesk tokens)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsAllowed(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(context, new Refusal(401, "token_invalid", "Get a new token."));
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, new Refusal(e.StatusCode, "bad_request", e.Message));
        }
    }

    private static Task RefuseAsync(HttpContext context, Refusal refusal) =>
        refusal.ToResult().ExecuteAsync(context);

    private bool IsAllowed(HttpRequest request)
    {
        if (request.Path.Equals("/token", StringComparison.Ordinal))
        {
            return true;
        }

        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && tokens.IsValid(header[Scheme.Length..]);
    }
}

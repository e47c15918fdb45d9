using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Salesforce.Access;
using Tieout.Sandbox.Salesforce.Records;
using Tieout.Sandbox.Salesforce.Rest;
using Tieout.Sandbox.Salesforce.Soap;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Salesforce;

/// <summary>An organisation over HTTP: who is let in, and what all answers have in common.</summary>
internal sealed class SalesforceApi : IVendorApi
{
    private const string Scheme = "Bearer ";

    private readonly SalesforceOrgOptions _options;
    private readonly SessionDesk _sessions;
    private readonly UsageDesk _usage;
    private readonly OAuthRoutes _oauth;
    private readonly SalesforceRest _rest;
    private readonly SoapRoutes _soap;

    public SalesforceApi(SalesforceOrgOptions options)
    {
        _options = options;
        Org = new Org(options);
        _sessions = new SessionDesk(Org, options);
        _usage = new UsageDesk(options.Clock, options.DailyCalls);
        _oauth = new OAuthRoutes(Org, _sessions, options);
        _rest = new SalesforceRest(Org, _usage);
        _soap = new SoapRoutes(Org, _rest.Writer, _rest.Bin);
    }

    public Org Org { get; }

    /// <summary>Deletes and merges behind the API's back.</summary>
    public RecycleBin Bin => _rest.Bin;

    /// <summary>What a change carries that nobody called for.</summary>
    public CallContext OwnContext =>
        new(Org.UserId, Stamp.Whole(_options.Clock.GetUtcNow()), _ => null);

    public void Configure(IServiceCollection services) { }

    public void Arrange(WebApplication app)
    {
        // What a call is, its path does not say alone: calls may hold calls. Hence no routing.
        app.UseRouting();
        app.Run(AnswerAsync);
    }

    public bool Does(Type action) => true;

    public void ExpireSessions() => _sessions.ExpireAll();

    public Task AnswerAsync(HttpContext context, FaultAction.Status status)
    {
        var (code, message) = status.Code switch
        {
            StatusCodes.Status401Unauthorized => (
                "INVALID_SESSION_ID",
                "Session expired or invalid"
            ),
            StatusCodes.Status403Forbidden => (
                "REQUEST_LIMIT_EXCEEDED",
                "TotalRequests Limit exceeded."
            ),
            StatusCodes.Status400BadRequest => (
                "UNABLE_TO_LOCK_ROW",
                "unable to obtain exclusive access to this record"
            ),
            // [U] the texts.
            StatusCodes.Status503ServiceUnavailable => ("SERVER_UNAVAILABLE", "Server is busy"),
            _ => ("UNKNOWN_EXCEPTION", "An unexpected error occurred."),
        };
        return WriteAsync(
            context,
            ApiAnswer.Refused([new SalesforceError(status.Code, code, message)])
        );
    }

    public Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        WriteAsync(
            context,
            ApiAnswer.Ok(
                new JsonArray(new SalesforceError(200, error.Code, error.Message).ToSingle())
            )
        );

    public void Dispose() => Org.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.Date = _options
            .Clock.GetUtcNow()
            .ToString("R", CultureInfo.InvariantCulture);
        var root = $"{context.Request.Scheme}://{context.Request.Host}";
        var path = context.Request.Path.Value?.TrimEnd('/') ?? string.Empty;
        if (path.StartsWith("/services/Soap/u/", StringComparison.OrdinalIgnoreCase))
        {
            await AnswerSoapAsync(context);
        }
        else if (path is "/services/oauth2/token")
        {
            await AnswerTokenAsync(context, root);
        }
        else if (path is "/services/oauth2/revoke")
        {
            await RevokeAsync(context);
        }
        else if (path is "/services/data")
        {
            await WriteAsync(context, ApiAnswer.Ok(ApiVersions.List()));
        }
        else if (TokenOf(context) is not { } token || !_sessions.IsValid(token))
        {
            await WriteAsync(context, Expired);
        }
        else if (
            path is "/services/oauth2/userinfo"
            || path.StartsWith("/id/", StringComparison.Ordinal)
        )
        {
            await WriteAsync(context, ApiAnswer.Ok(_oauth.UserInfo(root)));
        }
        else
        {
            await AnswerRestAsync(context);
        }
    }

    private static ApiAnswer Expired =>
        ApiAnswer.Refused([
            new SalesforceError(401, "INVALID_SESSION_ID", "Session expired or invalid"),
        ]);

    private async Task AnswerRestAsync(HttpContext context)
    {
        if (!_usage.TryCount())
        {
            context.Response.Headers["Sforce-Limit-Info"] = _usage.Header;
            await WriteAsync(
                context,
                ApiAnswer.Refused([
                    new SalesforceError(
                        403,
                        "REQUEST_LIMIT_EXCEEDED",
                        "TotalRequests Limit exceeded."
                    ),
                ])
            );
            return;
        }

        context.Response.Headers["Sforce-Limit-Info"] = _usage.Header;
        await WriteAsync(context, await AnswerOneAsync(context));
    }

    private async Task<ApiAnswer> AnswerOneAsync(HttpContext context)
    {
        JsonNode? body = null;
        var text = await TextAsync(context);
        if (text.Length > 0)
        {
            if (context.Request.HasJsonContentType() is false)
            {
                return ApiAnswer.Refused([
                    new SalesforceError(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "Content type must be application/json"
                    ),
                ]);
            }

            try
            {
                body = JsonNode.Parse(text);
            }
            catch (JsonException e)
            {
                return ApiAnswer.Refused([
                    new SalesforceError(400, "JSON_PARSER_ERROR", e.Message),
                ]);
            }
        }

        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = ApiRequest.Parse(
            context.Request.Method,
            target,
            x => context.Request.Headers[x] is [{ } value, ..] ? value : null,
            body
        );
        return request is null
            ? ApiAnswer.Refused([SalesforceError.NotFound])
            : _rest.Answer(request, ContextOf(context));
    }

    private CallContext ContextOf(HttpContext context)
    {
        var fault = context.Features.Get<FaultAction>();
        var late = fault is FaultAction.CommitLate { Milliseconds: var ms } ? ms : 0;
        var stamp = Stamp.Whole(_options.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(late));
        return new CallContext(
            Org.UserId,
            stamp,
            row =>
                fault is FaultAction.FailRows fail && fail.Rows.Contains(row)
                    ? new SalesforceError(400, fail.Code, fail.Message, [])
                    : null
        );
    }

    private async Task AnswerTokenAsync(HttpContext context, string root)
    {
        var form = context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;
        var (status, body) = _oauth.Token(form, root);
        await WriteAsync(context, new ApiAnswer(status, body));
    }

    private async Task RevokeAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;
        _sessions.Revoke(form["token"].ToString());
    }

    private async Task AnswerSoapAsync(HttpContext context)
    {
        var (session, call) = SoapRoutes.Read(await TextAsync(context));
        var (status, xml) =
            session is null || !_sessions.IsValid(session)
                ? SoapRoutes.Refuse(
                    "INVALID_SESSION_ID",
                    "Invalid Session ID found in SessionHeader: Illegal Session"
                )
            : call is null ? SoapRoutes.Refuse("UNKNOWN_EXCEPTION", "There is no call.")
            : !_usage.TryCount()
                ? SoapRoutes.Refuse("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
            : Org.Store.Change(() => _soap.Answer(call, ContextOf(context)));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml;charset=UTF-8";
        await context.Response.WriteAsync(xml, context.RequestAborted);
    }

    private static string? TokenOf(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? header[Scheme.Length..]
            : header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase)
                ? header["OAuth ".Length..]
            : null;
    }

    private static async Task<string> TextAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers?.AsEnumerable() ?? [])
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body is { } body)
        {
            context.Response.ContentType = "application/json;charset=UTF-8";
            await context.Response.WriteAsync(
                body.ToJsonString(ApiJson.Dialect),
                context.RequestAborted
            );
        }
    }
}

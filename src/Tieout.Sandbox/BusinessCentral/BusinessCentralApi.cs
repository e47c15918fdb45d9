using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.OData.Edm.Csdl;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Http;
using Tieout.Sandbox.BusinessCentral.Model;
using Tieout.Sandbox.BusinessCentral.Webhooks;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Ledgerworks;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral;

/// <summary>Dynamics 365 Business Central, API v2.0, with its token endpoint.</summary>
/// <remarks>See docs/reference/business-central-sandbox.md.</remarks>
internal sealed partial class BusinessCentralApi : IVendorApi
{
    private readonly ObjectStore _store;
    private readonly TokenDesk _tokens;
    private readonly EntraDesk _entra;
    private readonly NavService _service;
    private readonly NavBatch _batch;
    private readonly RequestLimits _limits;
    private readonly WebhookSender _sender = new();
    private readonly SubscriptionDesk _subscriptions;
    private readonly WebhookPump _pump;
    private readonly RehearsalDesk _rehearsal;

    public BusinessCentralApi(SimulatorOptions options)
    {
        var clock = options.Clock;
        _store = new ObjectStore(options.DatabasePath);
        var ids = new IdSeries(_store, clock, options.Seed);
        _store.Change(() =>
        {
            Seeds.Sow(_store, clock, ids);
            return true;
        });
        _tokens = new TokenDesk(
            EntraDesk.ClientId,
            EntraDesk.ClientSecret,
            EntraDesk.Lifetime,
            clock
        );
        _entra = new EntraDesk(_tokens, clock, ids);
        _service = new NavService(_store, clock, ids);
        _batch = new NavBatch(_store, _service);
        _limits = new RequestLimits(clock);
        _subscriptions = new SubscriptionDesk(_store, clock, ids, _service, _sender);
        _pump = new WebhookPump(_store, clock, _subscriptions, _sender);
        _rehearsal = new RehearsalDesk(_store, clock, ids, _pump);
    }

    public void Configure(IServiceCollection services) =>
        services.AddSingleton<IHostedService>(_pump);

    public void Arrange(WebApplication app)
    {
        app.Use((HttpContext context, RequestDelegate _) => InvokeAsync(context));
        app.UseRouting();
    }

    public bool Does(Type action) => true;

    public void ExpireSessions() => _tokens.ExpireAll();

    public Task AnswerAsync(HttpContext context, FaultAction.Status status)
    {
        // What 429 is called is not documented [U]; 503 and 504 come from the gateway.
        var (code, message) = status.Code switch
        {
            401 => (
                "Authentication_InvalidCredentials",
                "The server has rejected the client credentials."
            ),
            408 => (
                "Application_RequestTimeout",
                "The operation was canceled because it ran too long."
            ),
            409 => (
                "Internal_ServerError",
                "Your activity was deadlocked with another user. Please retry your activity."
            ),
            429 => (
                "Application_TooManyRequests",
                "Too many requests reached. Please try again later."
            ),
            503 => ("Internal_TenantUnavailable", "Service Temporarily Unavailable"),
            504 => ("Internal_GatewayTimeout", "The request timed out."),
            _ => ("Internal_ServerError", "An error occurred."),
        };
        return NavHttp.WriteAsync(context, _service.Refuse(status.Code, code, message));
    }

    public Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        NavHttp.WriteAsync(context, _service.Refuse(200, error.Code, error.Message));

    public void Dispose()
    {
        _pump.Dispose();
        _sender.Dispose();
        _limits.Dispose();
        _store.Dispose();
    }

    [GeneratedRegex(
        @"^(?<root>(/[^/]+)*/api/v2\.0)(/(?<rest>.*))?$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ServicePattern();

    [GeneratedRegex(
        @"^(/[^/]+)*/api/microsoft/runtime/beta/companies\([0-9a-fA-F-]{36}\)/webhookSupportedResources$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SupportedPattern();

    [GeneratedRegex(@"^subscriptions\('(?<id>[^']*)'\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SubscriptionPattern();

    private async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? string.Empty;
        if (path.StartsWith(RehearsalDesk.Root + "/", StringComparison.Ordinal))
        {
            await _rehearsal.AnswerAsync(context);
        }
        else if (path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
        {
            await _entra.AnswerAsync(context);
        }
        else if (!IsAllowed(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await AnswerAsync(context, new FaultAction.Status(401));
        }
        else if (!_limits.TryCount())
        {
            await AnswerAsync(context, new FaultAction.Status(429));
        }
        else
        {
            await QueueAsync(context, path);
        }
    }

    private bool IsAllowed(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        const string Basic = "Basic ";
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return _tokens.IsValid(header[Bearer.Length..]);
        }

        // As a server on premises takes a user and its web service key.
        var key = Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{EntraDesk.ClientId}:{EntraDesk.ClientSecret}")
        );
        return string.Equals(header, Basic + key, StringComparison.Ordinal);
    }

    private async Task QueueAsync(HttpContext context, string path)
    {
        var refused = await _limits.EnterAsync(context.RequestAborted);
        if (refused != 0)
        {
            await AnswerAsync(context, new FaultAction.Status(refused));
            return;
        }

        try
        {
            await NavHttp.WriteAsync(context, await CarryAsync(context, path));
        }
        catch (JsonException e)
        {
            await NavHttp.WriteAsync(context, _service.Refuse(400, "BadRequest", e.Message));
        }
        finally
        {
            _limits.Leave();
        }
    }

    private async Task<NavAnswer> CarryAsync(HttpContext context, string path)
    {
        if (SupportedPattern().IsMatch(path))
        {
            return WebhookResources.List(context.Request);
        }

        if (ServicePattern().Match(path) is not { Success: true } service)
        {
            return _service.Refuse(
                404,
                "BadRequest_NotFound",
                "No HTTP resource was found that matches the request URI."
            );
        }

        var host = $"{context.Request.Scheme}://{context.Request.Host}";
        var root = new Uri($"{host}{service.Groups["root"].Value}/");
        var rest = service.Groups["rest"].Value;
        if (rest is "$metadata")
        {
            return Metadata();
        }

        var body = await NavHttp.ReadBodyAsync(context);
        if (rest is "$batch")
        {
            var isSnapshot = string.Equals(
                context.Request.Headers["Isolation"],
                "snapshot",
                StringComparison.OrdinalIgnoreCase
            );
            var goesOn = NavHttp.Preference(context, "odata.continue-on-error") is not null;
            return _batch.Answer(root, body, isSnapshot, goesOn, FaultOf(context));
        }

        return await CarryAsync(
            new NavRequest(
                context.Request.Method,
                root,
                rest + context.Request.QueryString.Value,
                context.Request.Headers.IfMatch.ToString(),
                NavHttp.PageSize(context),
                body
            )
            {
                Fault = FaultOf(context),
            },
            context.RequestAborted
        );
    }

    /// <summary>What the fault programme leaves to the simulator.</summary>
    private static FaultAction? FaultOf(HttpContext context) => context.Features.Get<FaultAction>();

    private async Task<NavAnswer> CarryAsync(
        NavRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Path.Length == 0)
        {
            return ServiceDocument.Of(request.Root);
        }

        if (request.Path.StartsWith(Resources.Subscriptions, StringComparison.Ordinal))
        {
            _subscriptions.Expire();
            if (request is { Method: "POST", Path: Resources.Subscriptions })
            {
                return await _subscriptions.CreateAsync(request, cancellationToken);
            }

            var named = SubscriptionPattern().Match(request.Path);
            if (request.Method is "PATCH" && named.Success)
            {
                return await _subscriptions.RenewAsync(
                    request,
                    named.Groups["id"].Value,
                    cancellationToken
                );
            }
        }

        return _service.Answer(request);
    }

    private static NavAnswer Metadata()
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text))
        {
            _ = CsdlWriter.TryWriteCsdl(EdmBuilding.Model, writer, CsdlTarget.OData, out _);
        }

        return new NavAnswer(200, Text: text.Replace("utf-16", "utf-8", 0, 60).ToString())
        {
            ContentType = "application/xml",
        };
    }
}

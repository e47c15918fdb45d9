using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.NetSuite.Access;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Http;
using Tieout.Sandbox.NetSuite.SuiteQl;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.NetSuite;

/// <summary>SuiteTalk REST of a NetSuite account: records, SuiteQL and the token endpoint.</summary>
/// <remarks>See docs/reference/netsuite-sandbox.md.</remarks>
internal sealed class NetSuiteApi : IVendorApi
{
    private const string Services = "/services/rest/";
    private const string Governance = "/services/rest/system/v1/governanceLimits";

    private readonly ObjectStore _store;
    private readonly SandboxClock _clock;
    private readonly NumberSeries _series;
    private readonly TokenBasedAccess _signed;
    private readonly TokenEndpoint _tokens;
    private readonly ConcurrencyGate _gate = new();
    private readonly RecordService _records;
    private readonly RehearsalDesk _rehearsal;

    /// <summary>Opens the account.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file cannot be used.</exception>
    public NetSuiteApi(SimulatorOptions options)
    {
        _clock = options.Clock;
        _store = new ObjectStore(options.DatabasePath);
        _series = new NumberSeries(_store, options.Seed);
        _store.Change(() =>
        {
            Seeds.Sow(new NsBook(_store, _clock, _series));
            return true;
        });
        _signed = new TokenBasedAccess(_clock);
        _tokens = new TokenEndpoint(_store, _clock, _series);
        _records = new RecordService(_store, _clock, _series);
        _rehearsal = new RehearsalDesk(_store, _clock, _series, _tokens, _gate);
    }

    public void Configure(IServiceCollection services) { }

    public void Arrange(WebApplication app)
    {
        app.Use((HttpContext context, RequestDelegate _) => InvokeAsync(context));
        app.UseRouting();
    }

    public bool Does(Type action) => true;

    public void ExpireSessions() => _tokens.ExpireAll();

    public Task AnswerAsync(HttpContext context, FaultAction.Status status) =>
        WriteAsync(
            context,
            status.Code switch
            {
                401 => Refusals.Login(),
                429 => Refusals.TooMany(),
                >= 500 => new NsRefusalException(
                    status.Code,
                    "UNEXPECTED_ERROR",
                    "An unexpected error occurred. Error ID: rehearsal"
                ),
                _ => new NsRefusalException(status.Code, "USER_ERROR", "An error occurred."),
            }
        );

    public Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        NsHttp.WriteAsync(
            context,
            new NsRefusalException(400, error.Code, error.Message).Answer with
            {
                Status = 200,
            }
        );

    public void Dispose() => _store.Dispose();

    private static Task WriteAsync(HttpContext context, NsRefusalException refusal)
    {
        if (refusal.Answer.Status == 401)
        {
            context.Response.Headers.WWWAuthenticate =
                $"OAuth realm=\"{Rehearsal.Account}\", error=\"token_rejected\", error_description=\"Invalid login attempt.\"";
        }

        return NsHttp.WriteAsync(context, refusal.Answer);
    }

    private async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? string.Empty;
        if (path.StartsWith(RehearsalDesk.Root, StringComparison.Ordinal))
        {
            await _rehearsal.AnswerAsync(context);
        }
        else if (path is TokenEndpoint.Path)
        {
            await _tokens.AnswerAsync(context);
        }
        else if (!path.StartsWith(Services, StringComparison.Ordinal))
        {
            await WriteAsync(context, Refusals.NoAddress(path));
        }
        else
        {
            await AdmitAsync(context);
        }
    }

    private async Task AdmitAsync(HttpContext context)
    {
        if (!IsAllowed(context.Request))
        {
            await WriteAsync(context, Refusals.Login());
            return;
        }

        var preferences = new Preferences(_store);
        var turnedDown = _gate.TryEnter(preferences.Concurrency);
        if (turnedDown != 0)
        {
            await WriteAsync(context, turnedDown == 401 ? Refusals.Login() : Refusals.TooMany());
            return;
        }

        NsAnswer answer;
        try
        {
            answer = await CarriedOutAsync(context, preferences);
        }
        catch (NsRefusalException e)
        {
            await WriteAsync(context, e);
            return;
        }

        await NsHttp.WriteAsync(context, answer);
    }

    /// <summary>Its place is free before the answer is sent: whoever has the answer may call again at once.</summary>
    private async Task<NsAnswer> CarriedOutAsync(HttpContext context, Preferences preferences)
    {
        try
        {
            return await CarryAsync(context, preferences);
        }
        finally
        {
            _gate.Leave();
        }
    }

    private bool IsAllowed(HttpRequest request)
    {
        const string bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase)
            ? _tokens.Admits(header[bearer.Length..])
            : _signed.Admits(request);
    }

    private async Task<NsAnswer> CarryAsync(HttpContext context, Preferences preferences)
    {
        var body = await NsHttp.ReadBodyAsync(context);
        if (preferences.ProcessingMilliseconds is > 0 and var milliseconds)
        {
            // A call that takes time holds its place in the account's limit: without it no two would meet.
            await Task.Delay(
                TimeSpan.FromMilliseconds(milliseconds),
                _clock,
                context.RequestAborted
            );
        }

        var request = new NsRequest(
            context.Request.Method,
            $"{context.Request.Scheme}://{context.Request.Host}",
            context.Request.Path.Value ?? string.Empty,
            context.Request.Query,
            context.Request.Headers,
            body
        )
        {
            Fault = context.Features.Get<FaultAction>(),
        };
        if (
            request is { Method: not "GET", Fault: FaultAction.FailRows rows }
            && rows.Rows.Contains(1)
        )
        {
            throw new NsRefusalException(400, rows.Code, rows.Message);
        }

        return _store.Change(() => Carry(request));
    }

    private NsAnswer Carry(NsRequest request)
    {
        if (request.Path is SuiteQlService.Path)
        {
            return SuiteQlService.Answer(request, new NsBook(_store, _clock, _series));
        }

        if (request is { Path: Governance, Method: "GET" })
        {
            // Which members the answer has is not documented [U].
            var limit = new Preferences(_store).Concurrency;
            return new NsAnswer(
                200,
                new JsonObject
                {
                    ["accountConcurrencyLimit"] = limit,
                    ["accountUnallocatedConcurrencyLimit"] = limit,
                }
            );
        }

        return request.Path.StartsWith(RecordService.Root, StringComparison.Ordinal)
            ? _records.Answer(request)
            : throw Refusals.NoAddress(request.Path);
    }
}

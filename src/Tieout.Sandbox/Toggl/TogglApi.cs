using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Toggl;

/// <summary>One workspace of Toggl Track on its Premium plan, seen by its owner.</summary>
/// <remarks>See docs/reference/toggl-sandbox.md.</remarks>
internal sealed class TogglApi : JsonApi, IFaultsOnDelivery
{
    public const string Token = "rehearsal";
    public const long Workspace = 4_210_001L;
    public const long Organization = 4_110_001L;

    /// <summary>The person whose token it is.</summary>
    public const long Me = 9_000_001L;

    private const int QuotaOfOrganization = 600;
    private const int QuotaOfUser = 30;

    // How many calls at once are too many is not documented; one in a second is said to be safe [U].
    private const int BurstMax = 10;

    // When Toggl tries again is not documented [U].
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
    ];

    private readonly SlidingLimit _burst;
    private readonly SlidingLimit _ofOrganization;
    private readonly SlidingLimit _ofUser;
    private readonly StoredWebhookQueue _queue;
    private bool _isExpired;

    public TogglApi(SimulatorOptions options)
        : base(options)
    {
        _burst = new SlidingLimit(Clock, BurstMax, TimeSpan.FromSeconds(1));
        _ofOrganization = new SlidingLimit(Clock, QuotaOfOrganization, TimeSpan.FromHours(1));
        _ofUser = new SlidingLimit(Clock, QuotaOfUser, TimeSpan.FromHours(1));
        _queue = new StoredWebhookQueue(Store, Clock, Pauses);
        var book = new TogglBook(Store, options.Seed);
        _ = Store.Change(() =>
        {
            Sow();
            return true;
        });
        var webhooks = new TogglWebhooks(book, _queue);
        _queue.Answered = (body, answer) =>
            Store.Change(() => webhooks.Validate(body, answer, Clock.GetUtcNow()));
        var time = new TogglTime(book, webhooks);
        new TogglPeople(book, time).AddRoutes(Routes);
        new TogglMasters(book, webhooks).AddRoutes(Routes);
        time.AddRoutes(Routes);
        new TogglTimesheets(book, time).AddRoutes(Routes);
        new TogglReports(book).AddRoutes(Routes);
        webhooks.AddRoutes(Routes);
    }

    /// <summary>Starts one.</summary>
    public static Task<SimulatorServer> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) => SimulatorServer.StartAsync(new TogglApi(options), options, cancellationToken);

    /// <summary>A route below the workspace, which must be the one that there is.</summary>
    public static void AddBelow(
        JsonRoutes routes,
        string method,
        string path,
        Func<JsonCall, JsonAnswer> answer
    ) =>
        routes.Add(
            method,
            path,
            call =>
                TogglValues.Whole(call.Ids[0]) is Workspace
                    ? answer(call)
                    : throw TogglRefusals.Forbidden()
        );

    public override void Configure(IServiceCollection services) =>
        services.AddSingleton<IHostedService>(_ => _queue);

    public void FollowFaults(Func<FaultProgramme> programme) => _queue.Faults = programme;

    public override string WaitHeaderOf(int status) =>
        status == StatusCodes.Status402PaymentRequired ? ResetsIn : base.WaitHeaderOf(status);

    public override void ExpireSessions() => _isExpired = true;

    public override Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        WriteAsync(context, new JsonAnswer(200, JsonValue.Create(error.Message)));

    public override void Dispose()
    {
        _queue.Dispose();
        base.Dispose();
    }

    protected override JsonAnswer OfStatus(int status) => TogglRefusals.OfStatus(status);

    protected override JsonAnswer BadBody() => TogglRefusals.Invalid("JSON is not valid").Answer;

    protected override JsonAnswer? Refuse(HttpRequest request)
    {
        var isKnown =
            request.Headers.Authorization.ToString().Equals(Proof, StringComparison.Ordinal)
            && !_isExpired;
        _isExpired = false;
        var isReport = request.Path.StartsWithSegments("/reports", StringComparison.Ordinal);
        if (!isKnown && !TogglWebhooks.IsPublic(request))
        {
            return OfStatus(
                isReport ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden
            );
        }

        var isTooFast = _burst.Count() is not null;
        var quota = request.Path.StartsWithSegments("/api/v9/me", StringComparison.Ordinal)
            ? _ofUser
            : _ofOrganization;
        var wait = isTooFast ? null : quota.Count();
        var headers = request.HttpContext.Response.Headers;
        headers["X-Toggl-Quota-Remaining"] = quota.Left.ToString(CultureInfo.InvariantCulture);
        headers[ResetsIn] = Seconds(wait ?? quota.ResetsIn);
        return isTooFast ? OfStatus(StatusCodes.Status429TooManyRequests)
            : wait is null ? null
            : OfStatus(StatusCodes.Status402PaymentRequired);
    }

    protected override void Done() => _queue.Wake();

    private const string ResetsIn = "X-Toggl-Quota-Resets-In";

    private static string Proof { get; } =
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Token}:api_token"));

    private static string Seconds(TimeSpan time) =>
        Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>The workspace and its owner, on the first start.</summary>
    private void Sow()
    {
        if (Store.Find("users", TogglBook.Key(Me)) is not null)
        {
            return;
        }

        var now = Clock.GetUtcNow();
        _ = Store.Add(
            "workspaces",
            TogglBook.Key(Workspace),
            now,
            new JsonObject
            {
                ["id"] = Workspace,
                ["organization_id"] = Organization,
                ["name"] = "Rehearsal",
                ["premium"] = true,
                ["business_ws"] = true,
                ["admin"] = true,
                ["role"] = "admin",
                ["suspended_at"] = null,
                ["server_deleted_at"] = null,
                ["default_hourly_rate"] = 0,
                ["default_currency"] = "EUR",
                ["only_admins_may_create_projects"] = false,
                ["only_admins_may_create_tags"] = false,
                ["projects_billable_by_default"] = true,
                ["reports_collapse"] = true,
                ["rounding"] = 1,
                ["rounding_minutes"] = 0,
                ["at"] = TogglValues.Stamp(now),
                ["logo_url"] = "https://assets.track.toggl.com/images/workspace.jpg",
            }
        );
        var owner = TogglPeople.Person("robin@rehearsal.example", now);
        owner["id"] = Me;
        owner["is_admin"] = true;
        owner["role"] = "admin";
        _ = Store.Add("users", TogglBook.Key(Me), now, owner);
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Clockify;

/// <summary>One workspace of Clockify, seen by its owner.</summary>
/// <remarks>See docs/reference/clockify-sandbox.md.</remarks>
internal sealed class ClockifyApi : JsonApi, IFaultsOnDelivery
{
    public const string Key = "rehearsal";
    public const string Workspace = "64a687e29ae1f428e7ebe303";

    /// <summary>The person whose key it is.</summary>
    public const string Me = "5a0ab5acb07987125438b60f";

    // What Clockify does when nobody answers is not documented [U].
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
    ];

    private readonly SlidingLimit _limit;
    private readonly StoredWebhookQueue _queue;
    private bool _isExpired;

    public ClockifyApi(SimulatorOptions options)
        : base(options)
    {
        _limit = new SlidingLimit(Clock, 10, TimeSpan.FromSeconds(1));
        _queue = new StoredWebhookQueue(Store, Clock, Pauses);
        var book = new ClockifyBook(Store, options.Seed);
        _ = Store.Change(() =>
        {
            Sow();
            return true;
        });
        var webhooks = new ClockifyWebhooks(book, _queue);
        var masters = new ClockifyMasters(book, webhooks);
        var time = new ClockifyTime(book, webhooks);
        masters.AddRoutes(Routes);
        time.AddRoutes(Routes, masters);
        new ClockifyApprovals(book, time, webhooks).AddRoutes(Routes, masters);
        webhooks.AddRoutes(Routes, masters);
    }

    /// <summary>Starts one.</summary>
    public static Task<SimulatorServer> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) => SimulatorServer.StartAsync(new ClockifyApi(options), options, cancellationToken);

    /// <summary>Somebody who is new.</summary>
    public static JsonObject UserOf(string email, string workspace) =>
        new()
        {
            ["email"] = email,
            ["name"] = email.Split('@')[0],
            ["memberships"] = new JsonArray(),
            ["profilePicture"] = "https://img.clockify.me/no-user-image.png",
            ["activeWorkspace"] = workspace,
            ["defaultWorkspace"] = workspace,
            ["settings"] = new JsonObject
            {
                ["weekStart"] = "MONDAY",
                ["timeZone"] = "Europe/Berlin",
                ["timeFormat"] = "HOUR24",
                ["dateFormat"] = "DD/MM/YYYY",
            },
            ["status"] = "ACTIVE",
            ["customFields"] = new JsonArray(),
        };

    public override void Configure(IServiceCollection services) =>
        services.AddSingleton<IHostedService>(_ => _queue);

    public void FollowFaults(Func<FaultProgramme> programme) => _queue.Faults = programme;

    public override void ExpireSessions() => _isExpired = true;

    public override Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        WriteAsync(context, new JsonObject { ["message"] = error.Message, ["code"] = error.Code });

    public override void Dispose()
    {
        _queue.Dispose();
        base.Dispose();
    }

    protected override JsonAnswer OfStatus(int status) => ClockifyRefusals.OfStatus(status);

    protected override JsonAnswer BadBody() =>
        ClockifyRefusals.Invalid("Required request body is missing or unreadable", 3002).Answer;

    protected override JsonAnswer? Refuse(HttpRequest request)
    {
        var isKnown = request.Headers["X-Api-Key"].ToString() is Key && !_isExpired;
        _isExpired = false;
        return !isKnown ? OfStatus(StatusCodes.Status401Unauthorized)
            : _limit.Count() is not null ? OfStatus(StatusCodes.Status429TooManyRequests)
            : null;
    }

    protected override void Done() => _queue.Wake();

    /// <summary>The workspace and its owner, on the first start.</summary>
    private void Sow()
    {
        if (Store.Find("workspaces", Workspace) is not null)
        {
            return;
        }

        var now = Clock.GetUtcNow();
        _ = Store.Add(
            "workspaces",
            Workspace,
            now,
            new JsonObject
            {
                ["id"] = Workspace,
                ["name"] = "Rehearsal",
                ["hourlyRate"] = new JsonObject { ["amount"] = 0, ["currency"] = "USD" },
                ["memberships"] = new JsonArray(),
                ["workspaceSettings"] = new JsonObject { ["timeRoundingInReports"] = false },
                ["imageUrl"] = string.Empty,
                ["featureSubscriptionType"] = "ENTERPRISE",
            }
        );
        var owner = UserOf("robin@rehearsal.example", Workspace);
        owner["id"] = Me;
        _ = Store.Add("users", Me, now, owner);
    }
}

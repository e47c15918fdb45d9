using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>One account of Harvest, API v2, as the person sees it whose token it is.</summary>
/// <remarks>See docs/reference/harvest-sandbox.md.</remarks>
internal sealed class HarvestApi : JsonApi
{
    public const string Token = "rehearsal";
    public const string Account = "1001";

    /// <summary>The person whose token it is.</summary>
    public const long Me = 1;

    public const string MeText = "1";

    private readonly SlidingLimit _limit;
    private bool _isExpired;

    public HarvestApi(SimulatorOptions options)
        : base(options)
    {
        // 100 requests in 15 seconds.
        _limit = new SlidingLimit(Clock, 100, TimeSpan.FromSeconds(15));
        var book = new HarvestBook(Store, options.Seed);
        var shapes = new HarvestShapes(book);
        var rights = new HarvestRights(book);
        _ = Store.Change(() =>
        {
            Sow();
            return true;
        });
        new HarvestTime(book, shapes, rights).AddRoutes(Routes);
        new HarvestExpenses(book, shapes, rights).AddRoutes(Routes);
        new HarvestMasters(book, shapes, rights).AddRoutes(Routes);
        new HarvestRehearsal(book).AddRoutes(Routes);
    }

    /// <summary>Starts one.</summary>
    public static Task<SimulatorServer> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) => SimulatorServer.StartAsync(new HarvestApi(options), options, cancellationToken);

    public override bool Does(Type action) => action != typeof(FaultAction.FailRows);

    public override void ExpireSessions() => _isExpired = true;

    public override Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        WriteAsync(context, new JsonObject { ["message"] = error.Message });

    protected override JsonAnswer OfStatus(int status) => HarvestRefusals.OfStatus(status);

    protected override JsonAnswer BadBody() =>
        new(400, new JsonObject { ["status"] = 400, ["error"] = "Bad Request" });

    protected override JsonAnswer? Refuse(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/rehearsal", StringComparison.Ordinal))
        {
            return null;
        }

        var isKnown = request.Headers.Authorization.ToString() is $"Bearer {Token}" && !_isExpired;
        _isExpired = false;
        if (!isKnown)
        {
            return OfStatus(StatusCodes.Status401Unauthorized);
        }

        // Both are said to be required; what is answered without them is not documented [U].
        if (request.Headers["Harvest-Account-Id"].ToString() is not Account)
        {
            return OfStatus(StatusCodes.Status401Unauthorized);
        }

        if (request.Headers.UserAgent.Count == 0)
        {
            return new JsonAnswer(
                400,
                new JsonObject { ["message"] = "A User-Agent header is required." }
            );
        }

        return _limit.Count() is { } wait
            ? OfStatus(StatusCodes.Status429TooManyRequests) with
            {
                Headers =
                [
                    (
                        "Retry-After",
                        Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)
                    ),
                ],
            }
            : null;
    }

    /// <summary>The account and its administrator, on the first start.</summary>
    private void Sow()
    {
        if (Store.Find("company", "1") is not null)
        {
            return;
        }

        var now = Clock.GetUtcNow();
        _ = Store.Add(
            "company",
            "1",
            now,
            JsonNode
                .Parse(
                    """
                    {"id":1,"base_uri":"https://rehearsal.harvestapp.com","full_domain":"rehearsal.harvestapp.com",
                    "name":"Rehearsal","is_active":true,"week_start_day":"Monday","wants_timestamp_timers":false,
                    "time_format":"decimal","date_format":"%Y-%m-%d","plan_type":"sponsored","expense_feature":true,
                    "invoice_feature":true,"estimate_feature":true,"approval_feature":true,"clock":"12h",
                    "currency_code_display":"iso_code_none","currency_symbol_display":"symbol_before",
                    "decimal_symbol":".","thousands_separator":",","color_scheme":"orange","weekly_capacity":126000}
                    """
                )!
                .AsObject()
        );
        var administrator = new JsonObject();
        foreach (var field in HarvestKind.Users.Fields)
        {
            administrator[field.Name] = field.Initial;
        }

        administrator["id"] = Me;
        administrator["first_name"] = "Robin";
        administrator["last_name"] = "Reyes";
        administrator["email"] = "robin@rehearsal.example";
        administrator["access_roles"] = new JsonArray("administrator");
        administrator["avatar_url"] =
            "https://cache.harvestapp.com/assets/profile_images/allen_bradley_clock_tower.png";
        administrator["created_at"] = Stamp(now);
        administrator["updated_at"] = Stamp(now);
        _ = Store.Add("users", MeText, now, administrator);
    }
}

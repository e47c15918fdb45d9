using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>One account of Kantata OX, API v1, as the person sees it whose token it is.</summary>
/// <remarks>See docs/reference/kantata-sandbox.md.</remarks>
internal sealed class KantataApi : JsonApi
{
    public const string Token = "rehearsal";

    /// <summary>The person whose token it is.</summary>
    public const string Me = "900001";

    public const long MyNumber = 900_001L;

    // How many calls are too many only customers are told [U].
    private const int CallsMax = 600;

    private readonly KantataLogin _login;
    private readonly SlidingLimit _limit;
    private readonly NumberSeries _requests;
    private bool _isExpired;

    public KantataApi(SimulatorOptions options)
        : base(options)
    {
        _limit = new SlidingLimit(Clock, CallsMax, TimeSpan.FromMinutes(1));
        _requests = new NumberSeries(Store, options.Seed);
        _login = new KantataLogin(Store, options.Seed);
        var book = new KantataBook(Store, options.Seed);
        var rights = new KantataRights(book);
        var shapes = new KantataShapes(book, rights);
        var filter = new KantataFilter(book);
        var answers = new KantataAnswer(book, shapes.Show);
        var references = new KantataReferences(book, filter, answers);
        var records = new KantataRecords(book, filter, answers, references);
        _ = Store.Change(() =>
        {
            Sow(book, records);
            return true;
        });
        _login.AddRoutes(Routes);
        records.AddRoutes(Routes);
        references.AddRoutes(Routes);
        new KantataLineItems(book, filter, answers, shapes, rights, references).AddRoutes(Routes);
        new KantataSubmissions(book, filter, answers, rights, references).AddRoutes(Routes);
        new KantataRateCards(book, filter, answers, rights, references).AddRoutes(Routes);
        new KantataInvoices(book, filter, answers, shapes).AddRoutes(Routes);
    }

    /// <summary>Starts one.</summary>
    public static Task<SimulatorServer> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) => SimulatorServer.StartAsync(new KantataApi(options), options, cancellationToken);

    public override bool Does(Type action) => action != typeof(FaultAction.FailRows);

    public override void ExpireSessions() => _isExpired = true;

    public override Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        WriteAsync(context, KantataRefusals.Of(StatusCodes.Status200OK, error.Code, error.Message));

    protected override JsonAnswer OfStatus(int status) => KantataRefusals.OfStatus(status);

    protected override JsonAnswer BadBody() =>
        KantataRefusals.Bad("The request body is not valid JSON.").Answer;

    protected override JsonAnswer? Refuse(HttpRequest request)
    {
        request.HttpContext.Response.Headers["x-request-id"] = Guid(_requests.Next("requests", 0L));
        if (
            request.Path.StartsWithSegments("/rehearsal", StringComparison.Ordinal)
            || request.Path.StartsWithSegments("/oauth", StringComparison.Ordinal)
        )
        {
            return null;
        }

        var isKnown = request.Headers.Authorization.ToString() is $"Bearer {Token}" && !_isExpired;
        _isExpired = false;
        // Neither a header nor a body says how long to wait.
        return !isKnown ? OfStatus(StatusCodes.Status401Unauthorized)
            : _limit.Count() is not null ? OfStatus(StatusCodes.Status429TooManyRequests)
            : null;
    }

    private static string Guid(long number) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"00000000-0000-4000-8000-{number:x12}"
        );

    /// <summary>The account's administrator, on the first start.</summary>
    private void Sow(KantataBook book, KantataRecords records)
    {
        if (book.Find("users", Me) is not null)
        {
            return;
        }

        var now = Clock.GetUtcNow();
        var user = new JsonObject();
        book.Fill(
            KantataKinds.Users,
            user,
            new JsonObject
            {
                ["full_name"] = "Robin Reyes",
                ["email_address"] = "robin@rehearsal.example",
                ["headline"] = "Administrator",
            },
            isNew: true
        );
        _ = book.AddAs(KantataKinds.Users, Me, user, now);
        records.AddMembership(Me, isAdministrator: true, now);
    }
}

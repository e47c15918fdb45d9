using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>One account of Avalara AvaTax, REST v2, with one company at first.</summary>
/// <remarks>See docs/reference/avatax-sandbox.md.</remarks>
internal sealed class AvaTaxApi : JsonApi
{
    public const long Account = 2_000_001_234L;
    public const string LicenseKey = "rehearsal";
    public const string User = "robin@rehearsal.example";
    public const string Token = "rehearsal-token";

    private const string Ping = "/api/v2/utilities/ping";
    private const string Version = "26.9.0";
    private const long FirstCompany = 8_340_775L;

    private readonly AvaTaxLimits _limits;
    private bool _isExpired;

    public AvaTaxApi(SimulatorOptions options)
        : base(options)
    {
        _limits = new AvaTaxLimits(Clock);
        var book = new AvaTaxBook(Store, options.Seed);
        _ = Store.Change(() =>
        {
            Sow(book);
            return true;
        });
        var transactions = new AvaTaxTransactions(book);
        Routes.Add("GET", Ping[1..], Tell);
        transactions.AddRoutes(Routes);
        new AvaTaxLifeCycle(book, transactions).AddRoutes(Routes);
        new AvaTaxLists(book).AddRoutes(Routes);
        new AvaTaxRehearsal(book, _limits).AddRoutes(Routes);
    }

    /// <summary>Starts one.</summary>
    public static Task<SimulatorServer> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) => SimulatorServer.StartAsync(new AvaTaxApi(options), options, cancellationToken);

    public override void ExpireSessions() => _isExpired = true;

    public override Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        WriteAsync(
            context,
            new JsonAnswer(
                200,
                new JsonObject
                {
                    ["error"] = new JsonObject
                    {
                        ["code"] = error.Code,
                        ["message"] = error.Message,
                        ["target"] = "Unknown",
                        ["details"] = new JsonArray(),
                    },
                }
            )
        );

    protected override JsonAnswer OfStatus(int status) => AvaTaxErrors.OfStatus(status);

    protected override JsonAnswer BadBody() => AvaTaxErrors.BadJson();

    protected override JsonAnswer? Refuse(HttpRequest request)
    {
        if (request.Path.StartsWithSegments(AvaTaxRehearsal.Root, StringComparison.Ordinal))
        {
            return null;
        }

        var isExpired = _isExpired;
        _isExpired = false;
        var proof = request.Headers.Authorization.ToString();
        var isKnown = KindOf(proof) is not "None" && !isExpired;
        return isKnown && _limits.IsPassed() ? OfStatus(StatusCodes.Status429TooManyRequests)
            : isKnown || request.Path.Equals(Ping, StringComparison.Ordinal) ? null
            : proof.Length == 0 ? AvaTaxErrors.NobodySaid()
            : AvaTaxErrors.NotLetIn(proof.StartsWith("Bearer ", StringComparison.Ordinal));
    }

    private static string KindOf(string proof) =>
        proof switch
        {
            $"Bearer {Token}" => "OpenIdBearerToken",
            _ when proof.Equals(Basic($"{Account}"), StringComparison.Ordinal) =>
                "AccountIdLicenseKey",
            _ when proof.Equals(Basic(User), StringComparison.Ordinal) => "UsernamePassword",
            _ => "None",
        };

    private static string Basic(string name) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{LicenseKey}"));

    private static JsonAnswer Tell(JsonCall call)
    {
        var kind = KindOf(call.Request.Headers.Authorization.ToString());
        var told = new JsonObject
        {
            ["version"] = Version,
            ["authenticated"] = kind is not "None",
            ["authenticationType"] = kind,
        };
        if (kind is not "None")
        {
            told["authenticatedUserName"] = User;
            told["authenticatedUserId"] = AvaTaxRender.UserId;
            told["authenticatedAccountId"] = Account;
            told["crmid"] = string.Empty;
        }

        return told;
    }

    private void Sow(AvaTaxBook book)
    {
        if (book.AllCompanies().Count > 0)
        {
            return;
        }

        var now = Clock.GetUtcNow();
        book.Table.Sow(now);
        book.PutCompany(AvaTaxRehearsal.New(AvaTaxBook.DefaultCompany, FirstCompany, now), now);
    }
}

using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.BusinessCentral;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>The Business Central sink, and a simulated environment of its own.</summary>
internal sealed class BusinessCentralUnderTest : SimulatedSinkUnderTest
{
    private readonly List<IDisposable> _owned = [];
    private readonly BusinessCentralSink _sink;

    private BusinessCentralUnderTest(BusinessCentralDesk desk)
        : base(x => desk.Server.Faults = x, "id")
    {
        Desk = desk;
        _sink = new BusinessCentralSink(Options(), TimeProvider.System);
    }

    public BusinessCentralDesk Desk { get; }

    public override ISink Sink => _sink;

    public override string Prefix => "T-";

    public override LegalEntityCode LegalEntity => LegalEntityCode.Parse("firm-uk");

    public override CurrencyCode Currency => CurrencyCode.Parse("GBP");

    public override IReadOnlyDictionary<AccountRole, string> Accounts { get; } =
        new Dictionary<AccountRole, string>
        {
            [AccountRole.Revenue] = "40200",
            [AccountRole.AccountsReceivable] = "10400",
            [AccountRole.TaxPayable] = "20400",
            [AccountRole.UnbilledReceivable] = "10500",
        };

    public override TaxCode StandardTax => TaxCode.Parse("S20");

    // No resource of the API lets a tax amount be written.
    public override bool TakesTaxOfCredits => false;

    public override LocalDate OpenDay => new(2026, 3, 31);

    public static async ValueTask<BusinessCentralUnderTest> OpenAsync(TimeSpan tick = default)
    {
        var desk = await BusinessCentralDesk.OpenAsync(tick: tick);
        foreach (var code in new[] { "P1", "P2" })
        {
            await desk.InCompanyAsync(
                HttpMethod.Post,
                "dimension-values",
                new JsonObject { ["dimension"] = "PRACTICE", ["code"] = code }
            );
        }

        return new BusinessCentralUnderTest(desk);
    }

    public BusinessCentralOptions Options(
        Uri? server = null,
        string secret = "rehearsal",
        TimeSpan? writeTimeout = null,
        int pageSize = 2
    )
    {
        var root = server ?? Desk.Server.BaseAddress;
        return new BusinessCentralOptions
        {
            System = "bc",
            Service = new Uri(root, BusinessCentralDesk.ServicePath),
            TokenAddress = new Uri(root, "contoso/oauth2/v2.0/token"),
            ClientId = "tieout",
            ClientSecret = secret,
            Companies = new Dictionary<LegalEntityCode, string>
            {
                [LegalEntity] = BusinessCentralDesk.Company,
            },
            Taxes = new Dictionary<string, string>(StringComparer.Ordinal) { ["S20"] = "STANDARD" },
            Projects = true,
            ReferencePrefix = Prefix,
            PageSize = pageSize,
            WriteTimeout = writeTimeout ?? TimeSpan.FromSeconds(60),
        };
    }

    public BusinessCentralSink Owned(BusinessCentralOptions options)
    {
        var sink = new BusinessCentralSink(options, TimeProvider.System);
        _owned.Add(sink);
        return sink;
    }

    // The allowed dates are all that closes a month there.
    public override Task ClosePeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        Desk.AllowPostingAsync(
            day.ToYearMonth().PlusMonths(1).OnDayOfMonth(1).ToString("yyyy-MM-dd", null),
            null
        );

    public override Task ReopenPeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        Desk.AllowPostingAsync(null, null);

    public override Task LoseAsync(LostAnswer answer, CancellationToken cancellationToken)
    {
        var path =
            answer is LostAnswer.OfDraft
                ? "/v2.0/*/*/api/v2.0/*/salesInvoices"
                : "/v2.0/*/*/api/v2.0/*/*/Microsoft.NAV.post";
        Desk.Fail("POST", path, new FaultAction.CommitThenDrop());
        return Task.CompletedTask;
    }

    public override Task LoseJournalAsync(LostAnswer answer, CancellationToken cancellationToken)
    {
        var path = answer is LostAnswer.OfDraft ? "journals" : "*/Microsoft.NAV.post";
        Desk.Fail("POST", $"/v2.0/*/*/api/v2.0/*/{path}", new FaultAction.CommitThenDrop());
        return Task.CompletedTask;
    }

    public override async Task<IReadOnlyList<decimal>> JournalAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        var entries = await Desk.ListAsync(
            $"/generalLedgerEntries?$filter=documentNumber eq '{reference}'"
        );
        return [.. entries.Select(x => (decimal)x!["debitAmount"]! - (decimal)x["creditAmount"]!)];
    }

    public override IReadOnlyList<string> NeededFields { get; } =
    [
        "value",
        "id",
        "@odata.etag",
        "number",
        "externalDocumentNumber",
        "postingDate",
        "currencyCode",
        "totalAmountExcludingTax",
        "totalTaxAmount",
        "status",
        "lastModifiedDateTime",
        "remainingAmount",
    ];

    protected override FaultAction? ActionOf(SinkTrouble trouble) =>
        trouble switch
        {
            // A queue that is full says how long to wait, a rate that is too high does not.
            SinkTrouble.Throttling => new FaultAction.Status(429),
            SinkTrouble.Overload => new FaultAction.Status(503, RetryAfterSeconds: 9),
            SinkTrouble.ExpiredSession => new FaultAction.ExpireTokens(),
            SinkTrouble.ErrorInSuccess => new FaultAction.ErrorBody(
                "Application_DialogException",
                ErrorSaid
            ),
            _ => null,
        };

    public override TimeSpan? WaitOf(SinkTrouble trouble) =>
        trouble is SinkTrouble.Overload ? TimeSpan.FromSeconds(9) : null;

    protected override Task LogInAsync(CancellationToken cancellationToken) => Desk.LogInAsync();

    public override ISink WithWrongPassword() => Owned(Options(secret: "wrong"));

    // The port of a service that nobody offers any more.
    public override ISink ToDeadTarget() => Owned(Options(new Uri("http://127.0.0.1:9/")));

    public override async Task<int> PostingsAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        var entries = 0;
        foreach (var set in new[] { "salesInvoices", "salesCreditMemos" })
        {
            var documents = await Desk.ListAsync(
                $"/{set}?$filter=externalDocumentNumber eq '{reference}'"
            );
            foreach (var document in documents)
            {
                // Each document has one entry of what is receivable.
                var found = await Desk.ListAsync(
                    $"/generalLedgerEntries?$filter=accountNumber eq '10400' and documentNumber eq '{document!["number"]}'"
                );
                entries += found.Count;
            }
        }

        return entries;
    }

    public override async Task<string> ProjectNameAsync(
        string contract,
        CancellationToken cancellationToken
    )
    {
        var found = await Desk.ListAsync($"/projects?$filter=number eq '{contract}'");
        return (string)Assert.Single(found)!["displayName"]!;
    }

    public override async Task<string> CustomerNameAsync(
        string code,
        CancellationToken cancellationToken
    )
    {
        var found = await Desk.ListAsync($"/customers?$filter=number eq '{code}'");
        return (string)Assert.Single(found)!["displayName"]!;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        _sink.Dispose();
        await Desk.DisposeAsync();
    }

    protected override FaultMatch MatchOf(SinkCall call) =>
        call switch
        {
            SinkCall.LookUp => new FaultMatch("GET", "/v2.0/*/*/api/v2.0/*/salesInvoices"),
            SinkCall.Draft => new FaultMatch("POST", "/v2.0/*/*/api/v2.0/*/salesInvoices"),
            _ => new FaultMatch("POST", "/v2.0/*/*/api/v2.0/*/*/Microsoft.NAV.post"),
        };
}

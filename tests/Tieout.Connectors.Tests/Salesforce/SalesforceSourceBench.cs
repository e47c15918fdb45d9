using System.Text.Json;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>
/// An organisation whose customers stand for time entries: Salesforce has no time, and the contract of
/// sources is about changes and not about what they say.
/// </summary>
internal sealed class SalesforceSourceBench(SalesforceSandbox org) : ISourceBench
{
    private readonly Dictionary<string, string> _accounts = new(StringComparer.Ordinal);

    public int PageSize => 4;

    public string TimeFeed => "customers";

    public int TurnedDown => org.Server.Faults.Hits;

    public ISource Open() =>
        new CustomersAsTime(SalesforceConnection.Open(org, pageSize: PageSize));

    public ISource OpenWithWrongSettings() => SalesforceConnection.Open(org, secret: "guessed");

    public async Task AddTimeAsync(
        IReadOnlyList<string> ids,
        bool sharedStamp,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in ids)
        {
            await AddAsync(id, "US");
            org.Time.Advance(TimeSpan.FromSeconds(sharedStamp ? 0 : 1));
        }

        Settle();
    }

    public async Task EditTimeAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await org.PatchAsync(
            $"/sobjects/Account/{_accounts[id]}",
            """{"Name":"Edited"}"""
        );
        Assert.Null(answer.Code);
        Settle();
    }

    public async Task<string> AddBrokenTimeAsync(
        IReadOnlyList<string> before,
        IReadOnlyList<string> after,
        CancellationToken cancellationToken
    )
    {
        await AddTimeAsync(before, sharedStamp: false, cancellationToken);
        await AddAsync("broken", "Atlantis");
        await AddTimeAsync(after, sharedStamp: false, cancellationToken);
        return _accounts["broken"];
    }

    public async Task MendAsync(CancellationToken cancellationToken)
    {
        const string country = """{"BillingCountry":"US"}""";
        var answer = await org.PatchAsync($"/sobjects/Account/{_accounts["broken"]}", country);
        Assert.Null(answer.Code);
        Settle();
    }

    public async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.LateCommit:
                org.Fail("POST", "/sobjects/Account", new FaultAction.CommitLate(300_000));
                await AddAsync("late", "US");
                Settle();
                break;
            case SourceTrouble.Deletion:
                var answer = await org.DeleteAsync($"/sobjects/Account/{_accounts["003"]}");
                Assert.Null(answer.Code);
                Settle();
                break;
            case SourceTrouble.Throttling:
                org.Fail("GET", "/queryAll", new FaultAction.Status(403));
                break;
            case SourceTrouble.ExpiredSession:
                org.Fail("GET", "/queryAll", new FaultAction.ExpireTokens());
                break;
            case SourceTrouble.NewField:
                var news = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
                {
                    ["News__c"] = JsonElement.Parse("7"),
                };
                var change = new FaultAction.ChangeAnswer(With: news, Beside: "SystemModstamp");
                org.Fail("GET", "/queryAll", change, times: int.MaxValue);
                break;
            case SourceTrouble.NewWord:
                await AddAsync("odd", "Atlantis");
                break;
            default:
                // No field of a customer is required.
                return false;
        }

        return true;
    }

    public async Task<string> BreakTimeFeedAsync(CancellationToken cancellationToken)
    {
        await AddAsync("001", "US");
        _ = await org.CreateAsync(
            "Contract",
            $$"""{"AccountId":"{{_accounts["001"]}}","StartDate":"2026-01-01","ContractTerm":12}"""
        );
        Settle();
        org.Server.Tampering.RemoveField("Account", "BillingCity");
        return "contracts";
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private async Task AddAsync(string code, string country) =>
        _accounts[code] = await org.CreateAsync(
            "Account",
            $$"""{"Name":"As made","AccountNumber":"{{code}}","BillingCountry":"{{country}}"}"""
        );

    /// <summary>What was changed in the last seconds is read later.</summary>
    private void Settle() => org.Time.Advance(TimeSpan.FromSeconds(5));

    private sealed class CustomersAsTime(ISource source) : MappedSource(source)
    {
        protected override RejectedRecord Map(RejectedRecord rejected) =>
            rejected with
            {
                Identity = rejected.Identity?.Replace(
                    "customer/",
                    "time/crm/",
                    StringComparison.Ordinal
                ),
            };

        protected override SourceRecord Map(SourceRecord record) =>
            record.Fact is Customer customer
                ? record with
                {
                    Fact = new TimeEntry(
                        WorkId.Parse($"time/crm/{customer.Code}"),
                        customer.Version,
                        ProjectCode.Parse("P-1"),
                        ResourceCode.Parse("R-1"),
                        new LocalDate(2026, 3, 2),
                        Effort.OfMinutes(customer.Name is "Edited" ? 90 : 60),
                        ApprovalStatus.Approved,
                        IsDeleted: customer.IsOnHold
                    ),
                }
                : record;
    }
}

using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Sandbox.Salesforce;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>What a simulated Salesforce says is won and nobody has signed waits for sales operations.</summary>
public sealed class WonOpportunityTests : IAsyncLifetime
{
    private readonly SandboxClock _time = new(new SecondOfNovember());

    private HubBench _hub = null!;
    private SalesforceServer _org = null!;
    private OrgRecords _records = null!;
    private string _account = string.Empty;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubBench.StartAsync();
        _org = await SalesforceServer.StartAsync(
            new SalesforceOrgOptions { Clock = _time, Currency = "GBP" },
            Cancellation
        );
        _records = await OrgRecords.OpenAsync(_org);
        await _hub.ConnectAsync(
            $$"""
            crm:
              kind: salesforce
              address: {{_org.BaseAddress}}
              clientId: tieout
              clientSecret: file:secret
              legalEntity: UK
            """
        );
        _account = await _records.CreateAsync(
            "Account",
            """{"Name":"Acme","AccountNumber":"C-9"}"""
        );
    }

    public async ValueTask DisposeAsync()
    {
        _records.Dispose();
        await _org.DisposeAsync();
        await _hub.DisposeAsync();
    }

    /// <summary>On the second of November: the tenth of October is longer than two weeks ago.</summary>
    [Fact]
    public async Task A_sale_that_nobody_signs_is_told_after_two_weeks_until_it_is_signed()
    {
        var old = await SellAsync("Rollout", "2026-10-10", """, "Amount":80000""");
        var recent = await SellAsync("Support", "2026-10-25", "");
        _ = await _records.CreateAsync(
            "Opportunity",
            OpportunityOf("Maybe", "2026-09-30", "Prospecting")
        );
        var sow = await SowAsync("SOW-1", old, "Draft");

        Assert.Equal(
            [$"WON_NOT_SIGNED SalesOps opportunity/{old} 80000.00 GBP C-9"],
            await WaitingAsync()
        );
        _hub.Today = new LocalDate(2026, 11, 8);
        Assert.Equal(
            [
                $"WON_NOT_SIGNED SalesOps opportunity/{old} 80000.00 GBP C-9",
                $"WON_NOT_SIGNED SalesOps opportunity/{recent}  C-9",
            ],
            await WaitingAsync()
        );

        await _records.ChangeAsync($"SOW__c/{sow}", """{"Status__c":"Signed"}""");

        Assert.Equal([$"WON_NOT_SIGNED SalesOps opportunity/{recent}  C-9"], await WaitingAsync());
    }

    [Theory]
    [InlineData("reopened")]
    [InlineData("deleted")]
    [InlineData("contract")]
    public async Task It_ends_when_the_sale_is_taken_back_or_names_a_contract_that_is_signed(
        string how
    )
    {
        var sale = await SellAsync("Rollout", "2026-10-10", "");
        Assert.Single(await WaitingAsync());
        switch (how)
        {
            case "reopened":
                await _records.ChangeAsync(
                    $"Opportunity/{sale}",
                    """{"StageName":"Negotiation/Review"}"""
                );
                break;
            case "deleted":
                await _records.DeleteAsync($"Opportunity/{sale}");
                break;
            default:
                var contract = await _records.CreateAsync(
                    "Contract",
                    $$"""{"AccountId":"{{_account}}","StartDate":"2026-10-01","ContractTerm":12}"""
                );
                await _records.ChangeAsync($"Contract/{contract}", """{"Status":"Activated"}""");
                await _records.ChangeAsync(
                    $"Opportunity/{sale}",
                    $$"""{"ContractId":"{{contract}}"}"""
                );
                break;
        }

        Assert.Empty(await WaitingAsync());
    }

    /// <summary>After a run of the hub, in which the last changes have settled.</summary>
    private async Task<IReadOnlyList<string>> WaitingAsync()
    {
        _time.Advance(TimeSpan.FromMinutes(15));
        _ = await _hub.RunOnceAsync();
        await using var tables = _hub.OpenTables();
        await using var moment = await tables.OpenSnapshotAsync(Cancellation);
        var now = _hub.Today.At(LocalTime.Noon).InUtc().ToInstant();
        var list = await ExceptionList.ReadAsync(
            moment,
            new ExceptionFilter("WON_NOT_SIGNED", Now: now),
            Cancellation
        );
        return
        [
            .. list
                .Rows.Select(x =>
                    FormattableString.Invariant(
                        $"{x.Reason} {x.Owner} {x.Id} {x.Amount?.Amount:0.00}{(x.Amount is { } amount ? " " + amount.Currency.Code : "")} {x.Where}"
                    )
                )
                .OrderBy(x => x.Length)
                .Reverse(),
        ];
    }

    private Task<string> SellAsync(string name, string closes, string more) =>
        _records.CreateAsync("Opportunity", OpportunityOf(name, closes, "Closed Won", more));

    private string OpportunityOf(string name, string closes, string stage, string more = "") =>
        $$"""
            {"AccountId":"{{_account}}","Name":"{{name}}","StageName":"{{stage}}","CloseDate":"{{closes}}"{{more}}}
            """;

    private Task<string> SowAsync(string code, string opportunity, string status) =>
        _records.CreateAsync(
            "SOW__c",
            $$"""
            {"Name":"Rollout","Account__c":"{{_account}}","Hub_Id__c":"{{code}}","Opportunity__c":"{{opportunity}}",
             "Effective_Date__c":"2026-10-01","Billing_Model__c":"Time and Materials","Status__c":"{{status}}"}
            """
        );

    /// <summary>Eight in the morning, until it is moved ahead.</summary>
    private sealed class SecondOfNovember : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    }
}

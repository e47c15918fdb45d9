using System.Globalization;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Salesforce;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A simulated Salesforce shows the hub's posted documents, from the posting on to the payment.</summary>
public sealed class DocumentsInCrmTests : IAsyncLifetime
{
    private const string Upsert = "/services/data/v60.0/composite/sobjects/Invoice__c/Hub_Id__c";

    private HubBench _hub = null!;
    private SalesforceServer _org = null!;
    private OrgRecords _records = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubBench.StartWithOctoberAsync();
        _org = await SalesforceServer.StartAsync(
            new SalesforceOrgOptions { Clock = new SandboxClock(TimeProvider.System) },
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
              writeBack: true
            """
        );
    }

    public async ValueTask DisposeAsync()
    {
        _records.Dispose();
        await _org.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task What_is_posted_and_paid_and_void_in_the_ledger_stands_in_the_crm()
    {
        await AddAccountsAsync("C-1", "C-2");

        var report = await _hub.RunOnceAsync();

        Assert.Empty(report.SourceFaults);
        var documents = await StandingAsync();
        Assert.NotEmpty(documents);
        Assert.Equal(documents, await ShownAsync());

        var paid = await PostedAsync("MAX");
        var gone = await PostedAsync("MIN");
        await _hub.PayAsync(paid.Reference, paid.Gross);
        await _hub.VoidAsync(gone.Reference);
        report = await _hub.RunOnceAsync();

        Assert.Empty(report.SourceFaults);
        Assert.Contains($"{paid.Reference} Paid 0.00", await ShownAsync());
        Assert.Contains($"{gone.Reference} Voided 0.00", await ShownAsync());
        Assert.Equal(await StandingAsync(), await ShownAsync());
        var head = await HeadAsync();
        _ = await _hub.RunOnceAsync();
        Assert.Equal(head, await HeadAsync());
    }

    [Fact]
    public async Task A_customer_without_account_is_an_exception_until_there_is_one()
    {
        await AddAccountsAsync("C-1");

        _ = await _hub.RunOnceAsync();

        var waiting = await _hub.OwnedAsync("write-back.refused");
        Assert.NotEmpty(waiting);
        Assert.NotEmpty(await ShownAsync());
        Assert.NotEqual(await StandingAsync(), await ShownAsync());

        await AddAccountsAsync("C-2");
        var report = await _hub.RunOnceAsync();

        Assert.Empty(report.SourceFaults);
        Assert.Equal(await StandingAsync(), await ShownAsync());
        Assert.Equal([], await _hub.OwnedAsync("write-back.refused"));
    }

    [Fact]
    public async Task A_crm_that_is_down_holds_nothing_up_and_is_told_later()
    {
        await AddAccountsAsync("C-1", "C-2");
        _org.Faults = new FaultProgramme(
            new FaultRule(
                new FaultMatch("PATCH", Upsert),
                From: 1,
                int.MaxValue,
                new FaultAction.Status(503)
            )
        );

        var report = await _hub.RunOnceAsync();

        Assert.Equal(["crm documents"], report.SourceFaults.Select(x => $"{x.System} {x.Feed}"));
        Assert.NotEmpty(await StandingAsync());
        Assert.Empty(await ShownAsync());

        _org.Faults = new FaultProgramme();
        report = await _hub.RunOnceAsync();

        Assert.Empty(report.SourceFaults);
        Assert.Equal(await StandingAsync(), await ShownAsync());
    }

    [Fact]
    public async Task The_check_of_the_hub_asks_for_what_is_written()
    {
        _org.Tampering.RemoveField("Invoice__c", "Open_Amount__c");

        var (code, output, errors) = await _hub.TieoutAsync("check");

        Assert.Equal(1, code);
        Assert.Contains(
            "Invoice__c has no Open_Amount__c",
            output + errors,
            StringComparison.Ordinal
        );
    }

    private async Task AddAccountsAsync(params string[] codes)
    {
        foreach (var code in codes)
        {
            _ = await _records.CreateAsync(
                "Account",
                $$"""{"Name":"{{code}}","AccountNumber":"{{code}}","BillingCountry":"GB"}"""
            );
        }
    }

    /// <summary>By the hub: reference, state and what is open.</summary>
    private Task<IReadOnlyList<string>> StandingAsync() =>
        _hub.AskAsync(
            "SELECT reference || ' ' || CASE status WHEN 'voided' THEN 'Voided' WHEN 'paid' THEN 'Paid' "
                + "ELSE 'Posted' END || ' ' || CASE status WHEN 'voided' THEN '0.00' "
                + "ELSE printf('%.2f', (payable - credited - paid) / 100.0) END "
                + "FROM document WHERE posted_seq IS NOT NULL ORDER BY reference"
        );

    /// <summary>By the CRM.</summary>
    private async Task<IReadOnlyList<string>> ShownAsync() =>
        [
            .. (
                await _records.FindAsync(
                    "SELECT Hub_Id__c, Status__c, Open_Amount__c FROM Invoice__c ORDER BY Hub_Id__c"
                )
            ).Select(x =>
                FormattableString.Invariant(
                    $"{x["Hub_Id__c"]} {x["Status__c"]} {(decimal)x["Open_Amount__c"]!:0.00}"
                )
            ),
        ];

    /// <summary>The first or last posted document, as the clerk needs it.</summary>
    private async Task<(string Reference, decimal Gross)> PostedAsync(string which)
    {
        var found = Assert.Single(
            await _hub.AskAsync(
                "SELECT reference, gross FROM document WHERE reference = "
                    + $"(SELECT {which}(reference) FROM document WHERE posted_seq IS NOT NULL)"
            )
        );
        var parts = found.Split(' ');
        return (parts[0], decimal.Parse(parts[1], CultureInfo.InvariantCulture) / 100m);
    }

    private async Task<string> HeadAsync() =>
        Assert.Single(await _hub.AskAsync("SELECT done FROM progress"));
}

using NodaTime.Text;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Salesforce;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>The small firm, whose Ada logs 16 h a week in a simulated Certinia PSA that is written back to.</summary>
internal sealed class PsaBench : IAsyncDisposable
{
    private const string Split = "pse__Timecard__c";

    private readonly OrgRecords _records;

    private readonly SandboxClock _clock;
    private string _card = string.Empty;
    private string _event = string.Empty;

    private PsaBench(HubBench hub, SalesforceServer org, SandboxClock clock, OrgRecords records)
    {
        Hub = hub;
        Org = org;
        _clock = clock;
        _records = records;
    }

    public HubBench Hub { get; }

    public SalesforceServer Org { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>With a contract, a project and a released week in October.</summary>
    /// <param name="monday">The first day of the week.</param>
    public static async Task<PsaBench> StartAsync(string monday = "2026-10-05")
    {
        var hub = await HubBench.StartAsync();
        hub.Drop([.. SmallFirm.MasterRecords]);
        var clock = new SandboxClock(TimeProvider.System);
        var org = await SalesforceServer.StartAsync(
            new SalesforceOrgOptions
            {
                Clock = clock,
                Editions = ["Standard", "Psa"],
                Currency = "GBP",
            },
            Cancellation
        );
        var bench = new PsaBench(hub, org, clock, await OrgRecords.OpenAsync(org));
        await bench.ConfigureAsync();
        await bench.EnterAsync(LocalDatePattern.Iso.Parse(monday).Value);
        return bench;
    }

    /// <summary>What was changed a moment ago is told once its transaction can no longer be under way.</summary>
    public void Settle() => _clock.Advance(TimeSpan.FromMinutes(5));

    /// <summary>Goes wrong in PSA from the next request on.</summary>
    public void Break(string method, string path, FaultAction fault) =>
        Org.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch(method, path), From: 1, int.MaxValue, fault)
        );

    public void Mend() => Org.Faults = new FaultProgramme();

    /// <summary>Whether the week is invoiced, and on which number; both of its splits where there are two.</summary>
    public async Task<string> SplitAsync()
    {
        var rows = await _records.FindAsync(
            $"SELECT pse__Invoiced__c, pse__Invoice_Number__c FROM {Split} ORDER BY pse__Start_Date__c"
        );
        return string.Join(
            ", ",
            rows.Select(row =>
                $"{row["pse__Invoiced__c"]} {row["pse__Invoice_Number__c"]}".TrimEnd()
            )
        );
    }

    /// <summary>Somebody enters another number for the week's invoice.</summary>
    public async Task RenumberAsync(string number)
    {
        foreach (var split in await _records.FindAsync($"SELECT Id FROM {Split}"))
        {
            await _records.ChangeAsync(
                $"{Split}/{split["Id"]}",
                $$"""{"pse__Invoice_Number__c":"{{number}}"}"""
            );
        }

        Settle();
    }

    /// <summary>PSA bills the week itself: its splits stand on a billing event.</summary>
    /// <returns>The event's name.</returns>
    public async Task<string> PutOnEventAsync()
    {
        var project = await _records.FindAsync("SELECT Id FROM pse__Proj__c");
        _event = await _records.CreateAsync(
            "pse__Billing_Event__c",
            $$"""{"pse__Project__c":"{{project[0]["Id"]}}"}"""
        );
        foreach (var split in await _records.FindAsync($"SELECT Id FROM {Split}"))
        {
            var item = await _records.CreateAsync(
                "pse__Billing_Event_Item__c",
                $$"""
                {"pse__Billing_Event__c":"{{_event}}","pse__Category__c":"Timecard",
                 "pse__Object_Id__c":"{{split["Id"]}}","pse__Timecard_Split__c":"{{split["Id"]}}"}
                """
            );
            await _records.ChangeAsync(
                $"{Split}/{split["Id"]}",
                $$"""{"pse__Billed__c":true,"pse__Billing_Event_Item__c":"{{item}}"}"""
            );
        }

        Settle();
        return (string)
            (await _records.FindAsync("SELECT Name FROM pse__Billing_Event__c"))[0]["Name"]!;
    }

    /// <summary>The event is invoiced by another, who writes the number on it and on nothing else.</summary>
    public async Task InvoiceEventAsync(string number)
    {
        await _records.ChangeAsync(
            $"pse__Billing_Event__c/{_event}",
            $$"""{"pse__Invoiced__c":true,"pse__Invoice_Number__c":"{{number}}"}"""
        );
        Settle();
    }

    /// <summary>PSA's own jobs take the week off its event.</summary>
    public async Task ClearEventAsync()
    {
        foreach (var split in await _records.FindAsync($"SELECT Id FROM {Split}"))
        {
            await _records.ChangeAsync(
                $"{Split}/{split["Id"]}",
                """{"pse__Billed__c":false,"pse__Billing_Event_Item__c":null}"""
            );
        }

        await _records.DeleteAsync($"pse__Billing_Event__c/{_event}");
        Settle();
    }

    /// <summary>Changes the hours of a day on the approved card.</summary>
    public async Task LogAsync(string day, int hours)
    {
        await _records.ChangeAsync(
            $"pse__Timecard_Header__c/{_card}",
            $$"""{"pse__Admin_Global_Edit__c":true,"pse__{{day}}_Hours__c":{{hours}}}"""
        );
        await ReleaseAsync();
        Settle();
    }

    public async ValueTask DisposeAsync()
    {
        _records.Dispose();
        await Org.DisposeAsync();
        await Hub.DisposeAsync();
    }

    private async Task ConfigureAsync()
    {
        var section = $$"""
            psa:
              kind: certinia
              address: {{Org.BaseAddress}}
              clientId: tieout
              clientSecret: file:secret
              writeBack: true
              overlap: 1m
              names: { project: none, resource: none, assignment: none, projectCode: Name, timecardRate: none }
            """;
        await Hub.ConnectAsync(section);
        await Hub.WriteAsync(
            "contracts-p.csv",
            """
            contract,version,customer,legal_entity,currency,start,signed,tax_code
            PSA,1,C-1,UK,GBP,2026-01-01,true,S20
            """
        );
        await Hub.WriteAsync(
            "contract-lines-p.csv",
            """
            contract,line,kind,projects
            PSA,L1,time-and-materials,P-PSA
            """
        );
        await Hub.WriteAsync("projects-p.csv", "code,version,contract,name\nP-PSA,1,PSA,Rollout");
    }

    private async Task EnterAsync(LocalDate monday)
    {
        var project = await _records.CreateAsync(
            "pse__Proj__c",
            """{"Name":"P-PSA","pse__Is_Billable__c":true,"pse__Is_Active__c":true}"""
        );
        var ada = await _records.CreateAsync(
            "Contact",
            """
            {"LastName":"Lovelace","pse__Is_Resource__c":true,"pse__Is_Resource_Active__c":true,
             "pse__ERP_Worker_Correlation_Id__c":"R-1","pse__Allow_Timecards_Without_Assignment__c":true}
            """
        );
        _card = await _records.CreateAsync(
            "pse__Timecard_Header__c",
            $$"""
            {"pse__Project__c":"{{project}}","pse__Resource__c":"{{ada}}","pse__Billable__c":true,
             "pse__Start_Date__c":"{{monday:uuuu-MM-dd}}","pse__End_Date__c":"{{monday.PlusDays(
                6
            ):uuuu-MM-dd}}",
             "pse__Monday_Hours__c":8,"pse__Sunday_Hours__c":8}
            """
        );
        foreach (var status in new[] { "Submitted", "Approved" })
        {
            await _records.ChangeAsync(
                $"pse__Timecard_Header__c/{_card}",
                $$"""{"pse__Status__c":"{{status}}"}"""
            );
        }

        await ReleaseAsync();
        Settle();
    }

    private async Task ReleaseAsync()
    {
        foreach (var split in await _records.FindAsync($"SELECT Id FROM {Split}"))
        {
            await _records.ChangeAsync(
                $"{Split}/{split["Id"]}",
                """{"pse__Approved_for_Billing__c":true}"""
            );
        }
    }
}

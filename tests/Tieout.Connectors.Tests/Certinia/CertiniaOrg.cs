using Tieout.Connect;
using Tieout.Connectors.Certinia;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>An organisation with PSA, one project, and Ada, who is assigned to it.</summary>
internal sealed class CertiniaOrg : IAsyncDisposable
{
    public const string Card = "pse__Timecard_Header__c";
    public const string Split = "pse__Timecard__c";

    private CertiniaOrg(SalesforceSandbox org) => Sandbox = org;

    public SalesforceSandbox Sandbox { get; }

    public string Project { get; private set; } = null!;

    public string Ada { get; private set; } = null!;

    public string Assignment { get; private set; } = null!;

    public static async Task<CertiniaOrg> StartAsync()
    {
        var org = new CertiniaOrg(await SalesforceSandbox.StartAsync(packages: "Psa"));
        org.Project = await org.Sandbox.CreateAsync(
            "pse__Proj__c",
            """{"Name":"Rollout","pse__Is_Billable__c":true,"pse__Is_Active__c":true}"""
        );
        org.Ada = await org.ResourceAsync("Lovelace", "E-7");
        var schedule = await org.Sandbox.CreateAsync(
            "pse__Schedule__c",
            """
            {"pse__Start_Date__c":"2026-03-02","pse__End_Date__c":"2026-06-30",
             "pse__Monday_Hours__c":8,"pse__Tuesday_Hours__c":8,"pse__Wednesday_Hours__c":8,"pse__Thursday_Hours__c":8,
             "pse__Friday_Hours__c":8,"pse__Saturday_Hours__c":0,"pse__Sunday_Hours__c":0}
            """
        );
        org.Assignment = await org.Sandbox.CreateAsync(
            "pse__Assignment__c",
            $$"""
            {"Name":"Ada on Rollout","pse__Project__c":"{{org.Project}}","pse__Resource__c":"{{org.Ada}}","pse__Role__c":"Architect",
             "pse__Is_Billable__c":true,"pse__Bill_Rate__c":187.5,"pse__Schedule__c":"{{schedule}}"}
            """
        );
        return org;
    }

    public Task<string> ResourceAsync(string name, string? code) =>
        Sandbox.CreateAsync(
            "Contact",
            $$"""
            {"FirstName":"Ada","LastName":"{{name}}","pse__Is_Resource__c":true,"pse__Is_Resource_Active__c":true,
             "pse__Resource_Role__c":"Consultant","pse__Allow_Timecards_Without_Assignment__c":true{{(
                code is null ? "" : $",\"pse__ERP_Worker_Correlation_Id__c\":\"{code}\""
            )}}}
            """
        );

    /// <summary>A billable card of the week that begins on Monday, 2 March 2026.</summary>
    /// <param name="more">Members of the record, without braces.</param>
    public static string CardOf(string project, string resource, string more) =>
        $$"""
            {"pse__Project__c":"{{project}}","pse__Resource__c":"{{resource}}","pse__Billable__c":true,
             "pse__Start_Date__c":"2026-03-02","pse__End_Date__c":"2026-03-08",{{more}}}
            """;

    public Task<string> CardAsync(string more) =>
        Sandbox.CreateAsync(
            Card,
            CardOf(Project, Ada, $"\"pse__Assignment__c\":\"{Assignment}\",{more}")
        );

    /// <summary>An expense of 119 EUR of Tuesday, 3 March 2026, billable and approved.</summary>
    public async Task<string> ExpenseAsync()
    {
        var report = await Sandbox.CreateAsync(
            "pse__Expense_Report__c",
            $$"""{"Name":"March","pse__Project__c":"{{Project}}","pse__Resource__c":"{{Ada}}"}"""
        );
        var expense = await Sandbox.CreateAsync(
            "pse__Expense__c",
            $$"""
            {"pse__Expense_Report__c":"{{report}}","pse__Project__c":"{{Project}}","pse__Resource__c":"{{Ada}}",
             "pse__Expense_Date__c":"2026-03-03","pse__Amount__c":119.0,"CurrencyIsoCode":"EUR","pse__Type__c":"Taxi",
             "pse__Billable__c":true,"pse__Status__c":"Approved"}
            """
        );
        return expense;
    }

    /// <summary>A milestone of 15,000 that was approved and reached on 28 April 2026.</summary>
    public Task<string> MilestoneAsync() =>
        Sandbox.CreateAsync(
            "pse__Milestone__c",
            $$"""
            {"Name":"Go-live","pse__Project__c":"{{Project}}","pse__Milestone_Amount__c":15000,"pse__Target_Date__c":"2026-04-30",
             "pse__Actual_Date__c":"2026-04-28","pse__Status__c":"Approved"}
            """
        );

    /// <summary>Submits a card and approves it; for billing it is not approved by that.</summary>
    public async Task ApproveAsync(string card)
    {
        foreach (var status in new[] { "Submitted", "Approved" })
        {
            var json = $$"""{"pse__Status__c":"{{status}}"}""";
            Assert.Null((await ChangeAsync(Card, card, json)).Code);
        }
    }

    /// <summary>Changes the splits of a card, or the one that begins on a day.</summary>
    public async Task ChangeSplitsAsync(string card, string json, string? start = null)
    {
        var first = start is null ? string.Empty : $" AND pse__Start_Date__c = {start}";
        var splits = await Sandbox.ColumnAsync(
            $"SELECT Id FROM {Split} WHERE pse__Timecard_Header__c = '{card}'{first}"
        );
        Assert.NotEmpty(splits);
        foreach (var split in splits)
        {
            Assert.Null((await ChangeAsync(Split, split!, json)).Code);
        }
    }

    /// <summary>What both feeds of time tell from their start, by weekday.</summary>
    public async Task<Dictionary<string, TimeEntry>> EntriesAsync()
    {
        var pages = (await ReadAsync("time")).Concat(await ReadAsync("time-splits"));
        return SalesforceConnection
            .Facts<TimeEntry>(pages)
            .GroupBy(x => x.Id.Value[^3..], StringComparer.Ordinal)
            .ToDictionary(
                x => x.Key,
                x => x.MaxBy(entry => entry.Version)!,
                StringComparer.Ordinal
            );
    }

    /// <summary>Changes a record and gives the error's code and message; none when it was saved.</summary>
    public async Task<(string? Code, string? Message)> ChangeAsync(
        string kind,
        string id,
        string json
    )
    {
        var answer = await Sandbox.PatchAsync($"/sobjects/{kind}/{id}", json);
        return (answer.Code, answer.Code is null ? null : answer.Body![0]!["message"]!.ToString());
    }

    /// <summary>Puts records on a billing event that is not invoiced, as PSA's own billing does.</summary>
    /// <returns>The event.</returns>
    public async Task<string> EventAsync(params (string Kind, string Id)[] billed)
    {
        var made = await Sandbox.CreateAsync(
            "pse__Billing_Event__c",
            $$"""{"pse__Project__c":"{{Project}}"}"""
        );
        foreach (var (kind, id) in billed)
        {
            var (category, field) = kind switch
            {
                Split => ("Timecard", "pse__Timecard_Split__c"),
                "pse__Expense__c" => ("Expense", kind),
                _ => ("Milestone", kind),
            };
            var item = await Sandbox.CreateAsync(
                "pse__Billing_Event_Item__c",
                $$"""
                {"pse__Billing_Event__c":"{{made}}","pse__Category__c":"{{category}}",
                 "pse__Object_Id__c":"{{id}}","{{field}}":"{{id}}"}
                """
            );
            var mark = $$"""{"pse__Billed__c":true,"pse__Billing_Event_Item__c":"{{item}}"}""";
            Assert.Null((await ChangeAsync(kind, id, mark)).Code);
        }

        return made;
    }

    public CertiniaSource Open(
        string secret = "rehearsal",
        int pageSize = 4,
        bool writesBack = false,
        Dictionary<string, string>? names = null
    ) =>
        new(
            new CertiniaOptions
            {
                Access = SalesforceConnection.Access(Sandbox, secret, pageSize),
                Names = new SalesforceNames(CertiniaOptions.DefaultNames, names ?? []),
                WritesBack = writesBack,
                MilestoneLine = ContractLineId.Parse("2"),
            },
            Sandbox.Time
        );

    /// <summary>Reads a feed to its end, after what was changed a moment ago has settled.</summary>
    public async Task<List<Page>> ReadAsync(string feed, Cursor? after = null)
    {
        Sandbox.Time.Advance(TimeSpan.FromSeconds(5));
        using var source = Open();
        return await SalesforceConnection.ReadAsync(source, feed, after);
    }

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}

using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What sales, project managers and consultants do in Salesforce and Certinia PSA.</summary>
internal sealed class SalesDesk : IAsyncDisposable
{
    private const string Records = "services/data/v60.0/sobjects";
    private const string Card = "pse__Timecard_Header__c";
    private const string Split = "pse__Timecard__c";
    private const string Project = "pse__Proj__c";

    /// <summary>The field of a project that names its contract.</summary>
    public const string Contract = "Hub_Contract__c";

    private readonly RehearsalCaller _caller;

    private SalesDesk(SalesforceServer server)
    {
        Server = server;
        _caller = new RehearsalCaller(server.BaseAddress, "services/oauth2/token");
    }

    public SalesforceServer Server { get; }

    public static async Task<SalesDesk> OpenAsync(
        ScenarioStage stage,
        string currency,
        CancellationToken cancellationToken
    )
    {
        return stage.Own(
            new SalesDesk(
                await SalesforceServer.StartAsync(
                    new SalesforceOrgOptions
                    {
                        Clock = stage.SystemClock,
                        Editions = ["Standard", "Psa"],
                        Currency = currency,
                    },
                    cancellationToken
                )
            )
        );
    }

    /// <summary>Enters a record and gives its id.</summary>
    public async Task<string> EnterAsync(
        string kind,
        JsonObject record,
        CancellationToken cancellationToken
    )
    {
        var answer = await _caller.CallAsync(
            HttpMethod.Post,
            $"{Records}/{kind}",
            record,
            cancellationToken
        );
        return (string)answer!["id"]!;
    }

    public Task ChangeAsync(
        string kind,
        string id,
        JsonObject record,
        CancellationToken cancellationToken
    ) => _caller.CallAsync(HttpMethod.Patch, $"{Records}/{kind}/{id}", record, cancellationToken);

    /// <summary>An opportunity that was won, and its statement of work.</summary>
    /// <returns>The id of the statement.</returns>
    public async Task<string> SellAsync(
        string account,
        string code,
        string name,
        JsonObject sow,
        CancellationToken cancellationToken
    )
    {
        var opportunity = await EnterAsync(
            "Opportunity",
            new JsonObject
            {
                ["AccountId"] = account,
                ["Name"] = code,
                ["StageName"] = "Closed Won",
                ["CloseDate"] = "2026-08-28",
            },
            cancellationToken
        );
        sow["Name"] = name;
        sow["Account__c"] = account;
        sow["Opportunity__c"] = opportunity;
        sow["Hub_Id__c"] = code;
        return await EnterAsync("SOW__c", sow, cancellationToken);
    }

    /// <summary>A project that a manager sets up by hand.</summary>
    public Task<string> SetUpAsync(
        string account,
        string contract,
        string name,
        CancellationToken cancellationToken
    ) =>
        EnterAsync(
            Project,
            new JsonObject
            {
                ["Name"] = name,
                ["pse__Account__c"] = account,
                ["pse__Is_Billable__c"] = true,
                ["pse__Is_Active__c"] = true,
                [Contract] = contract,
            },
            cancellationToken
        );

    /// <summary>The project of a contract, whoever has set it up.</summary>
    public async Task<string> FindProjectAsync(string contract, CancellationToken cancellationToken)
    {
        var found = await FindAsync(
            $"SELECT Id FROM {Project} WHERE {Contract} = '{contract}'",
            cancellationToken
        );
        return (string)found[0]["Id"]!;
    }

    /// <summary>What PSA says of all projects.</summary>
    public async Task<IReadOnlyList<string>> ProjectsAsync(CancellationToken cancellationToken)
    {
        var projects = await FindAsync(
            $"SELECT Name, pse__Closed_for_Time_Entry__c FROM {Project} ORDER BY {Contract}",
            cancellationToken
        );
        return
        [
            .. projects.Select(x =>
                $"psa: project {x["Name"]}: {((bool)x["pse__Closed_for_Time_Entry__c"]! ? "closed for time" : "takes time")}"
            ),
        ];
    }

    /// <summary>A consultant, and the assignment to a project at a rate.</summary>
    /// <returns>The ids of the consultant and of the assignment.</returns>
    public async Task<(string Person, string Assignment)> StaffAsync(
        string project,
        string code,
        string name,
        string role,
        decimal rate,
        CancellationToken cancellationToken
    )
    {
        var person = await EnterAsync(
            "Contact",
            new JsonObject
            {
                ["LastName"] = name,
                ["pse__Is_Resource__c"] = true,
                ["pse__Is_Resource_Active__c"] = true,
                ["pse__Resource_Role__c"] = role,
                ["pse__ERP_Worker_Correlation_Id__c"] = code,
            },
            cancellationToken
        );
        var schedule = new JsonObject
        {
            ["pse__Start_Date__c"] = "2026-09-01",
            ["pse__End_Date__c"] = "2026-12-31",
        };
        foreach (var (day, hours) in Weekdays.Select((x, i) => (x, i < 5 ? 8 : 0)))
        {
            schedule[$"pse__{day}_Hours__c"] = hours;
        }

        var assignment = await EnterAsync(
            "pse__Assignment__c",
            new JsonObject
            {
                ["Name"] = $"{name}, {role}",
                ["pse__Project__c"] = project,
                ["pse__Resource__c"] = person,
                ["pse__Role__c"] = role,
                ["pse__Is_Billable__c"] = true,
                ["pse__Bill_Rate__c"] = rate,
                ["pse__Schedule__c"] = await EnterAsync(
                    "pse__Schedule__c",
                    schedule,
                    cancellationToken
                ),
            },
            cancellationToken
        );
        return (person, assignment);
    }

    /// <summary>A card for a week, submitted, approved, and approved for billing.</summary>
    /// <param name="hours">From Monday on.</param>
    public async Task<string> LogWeekAsync(
        string project,
        (string Person, string Assignment) staff,
        LocalDate monday,
        IReadOnlyList<int> hours,
        CancellationToken cancellationToken
    )
    {
        var record = new JsonObject
        {
            ["pse__Project__c"] = project,
            ["pse__Resource__c"] = staff.Person,
            ["pse__Assignment__c"] = staff.Assignment,
            ["pse__Billable__c"] = true,
            ["pse__Start_Date__c"] = $"{monday:uuuu-MM-dd}",
            ["pse__End_Date__c"] = $"{monday.PlusDays(6):uuuu-MM-dd}",
        };
        foreach (var (day, logged) in Weekdays.Zip(hours))
        {
            record[$"pse__{day}_Hours__c"] = logged;
        }

        var card = await EnterAsync(Card, record, cancellationToken);
        foreach (var status in new[] { "Submitted", "Approved" })
        {
            await ChangeAsync(
                Card,
                card,
                new JsonObject { ["pse__Status__c"] = status },
                cancellationToken
            );
        }

        await ReleaseAsync(card, cancellationToken);
        return card;
    }

    /// <summary>What the system says to somebody who does what it does not allow; none where it allows it.</summary>
    public static async Task<string?> RefusalOfAsync(Func<Task> doAsync)
    {
        try
        {
            await doAsync();
            return null;
        }
        catch (HttpRequestException e) when (e.Message.Contains('[', StringComparison.Ordinal))
        {
            var errors = e.Message[e.Message.IndexOf('[', StringComparison.Ordinal)..];
            return (string?)JsonNode.Parse(errors)?[0]?["message"];
        }
    }

    /// <summary>An administrator corrects what a day of an approved card says.</summary>
    public async Task CorrectAsync(
        string card,
        string day,
        int hours,
        CancellationToken cancellationToken
    )
    {
        await ChangeAsync(
            Card,
            card,
            new JsonObject
            {
                ["pse__Admin_Global_Edit__c"] = true,
                [$"pse__{day}_Hours__c"] = hours,
            },
            cancellationToken
        );
        await ReleaseAsync(card, cancellationToken);
    }

    /// <summary>What PSA says of the invoices of all timecards and milestones.</summary>
    public async Task<IReadOnlyList<string>> InvoicedAsync(CancellationToken cancellationToken)
    {
        var splits = await FindAsync(
            "SELECT pse__Timecard_Header__r.pse__Resource__r.Name, pse__Start_Date__c, "
                + $"pse__Invoice_Number__c FROM {Split} ORDER BY pse__Start_Date__c, Id",
            cancellationToken
        );
        var milestones = await FindAsync(
            "SELECT Name, pse__Invoice_Number__c FROM pse__Milestone__c ORDER BY Name",
            cancellationToken
        );
        return
        [
            .. splits.Select(x =>
                $"psa: {x["pse__Timecard_Header__r"]!["pse__Resource__r"]!["Name"]}'s week of {x["pse__Start_Date__c"]}: {Invoice(x)}"
            ),
            .. milestones.Select(x => $"psa: {x["Name"]}: {Invoice(x)}"),
        ];
    }

    /// <summary>What the CRM shows of the hub's documents.</summary>
    public async Task<IReadOnlyList<string>> DocumentsAsync(CancellationToken cancellationToken)
    {
        var documents = await FindAsync(
            "SELECT Name, Account__r.Name, Type__c, Status__c, Total_Amount__c, Open_Amount__c "
                + "FROM Invoice__c ORDER BY Hub_Id__c",
            cancellationToken
        );
        return
        [
            .. documents.Select(x =>
                FormattableString.Invariant(
                    $"crm: {x["Account__r"]!["Name"]}: {x["Type__c"]} {x["Name"]}: {x["Status__c"]}, {(decimal)x["Total_Amount__c"]!:0.00}, open {(decimal)x["Open_Amount__c"]!:0.00}"
                )
            ),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await Server.DisposeAsync();
    }

    private static readonly string[] Weekdays =
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];

    private static string Invoice(JsonNode record) =>
        record["pse__Invoice_Number__c"] is { } number ? $"invoiced on {number}" : "not invoiced";

    private async Task<IReadOnlyList<JsonNode>> FindAsync(
        string soql,
        CancellationToken cancellationToken
    )
    {
        var found = await _caller.CallAsync(
            HttpMethod.Get,
            $"services/data/v60.0/query?q={Uri.EscapeDataString(soql)}",
            null,
            cancellationToken
        );
        return [.. found!["records"]!.AsArray().OfType<JsonNode>()];
    }

    /// <summary>Approves the splits of a card for billing.</summary>
    private async Task ReleaseAsync(string card, CancellationToken cancellationToken)
    {
        var splits = await FindAsync(
            $"SELECT Id FROM {Split} WHERE pse__Timecard_Header__c = '{card}'",
            cancellationToken
        );
        foreach (var split in splits)
        {
            await ChangeAsync(
                Split,
                (string)split["Id"]!,
                new JsonObject { ["pse__Approved_for_Billing__c"] = true },
                cancellationToken
            );
        }
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Sandbox;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A signature sets up customer and project, and what is missing for it is told to whoever owns it.</summary>
public sealed class ProjectSetupTests : IAsyncLifetime
{
    private HubBench _hub = null!;
    private SimulatorServer _kantata = null!;
    private HttpClient _http = null!;
    private int _version;

    /// <summary>The small firm before its first contract.</summary>
    private static IEnumerable<CanonicalFact> Firm =>
        SmallFirm.MasterRecords.Where(x => x is not Contract and not Project);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubBench.StartAsync();
        _kantata = await SimulatedSystems
            .All.Single(x => x.Name is "kantata")
            .StartAsync(new SimulatorOptions(), Cancellation);
        _http = new HttpClient { BaseAddress = _kantata.BaseAddress };
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer rehearsal");
        var text = await File.ReadAllTextAsync(_hub.ConfigFile, Cancellation);
        await File.WriteAllTextAsync(
            _hub.ConfigFile,
            text.Replace(
                "systems:",
                $$"""
                systems:
                  psa:
                    kind: kantata
                    address: {{_kantata.BaseAddress}}
                    accessToken: file:secret
                    projectsFor: UK, FR
                """,
                StringComparison.Ordinal
            ),
            Cancellation
        );
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _kantata.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task A_signature_brings_customer_and_project_to_their_systems_once()
    {
        _hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: false);
        _ = await _hub.RunOnceAsync();
        Assert.Empty(await ProjectsAsync());

        await SignAsync("SOW-1", isSigned: true);
        _ = await _hub.RunOnceAsync();
        _ = await _hub.RunOnceAsync();

        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
        Assert.Equal(["Acme Ltd"], await NamesAsync("workspace_groups", "name"));
        Assert.Equal(["C-1"], await _hub.Clerk.CustomersAsync(Cancellation));
        // It is read back, and time on it is the contract's.
        Assert.Equal(
            ["SOW-1 Acme Ltd"],
            await _hub.AskAsync("SELECT name FROM project WHERE engagement = 'SOW-1'")
        );
        Assert.Equal([], await WaitingAsync());
    }

    [Fact]
    public async Task Contracts_of_others_with_a_project_or_over_get_none()
    {
        _hub.Drop(SmallFirm.MasterRecords);
        await SignAsync("ABROAD", isSigned: true, entity: "DE", currency: "EUR", taxCode: "S19");
        await SignAsync("OVER", isSigned: true, end: "2026-10-31");

        _ = await _hub.RunOnceAsync();
        _ = await _hub.RunOnceAsync();

        Assert.Equal(
            ["ABROAD", "K-1", "K-2", "K-3", "OVER"],
            await _hub.AskAsync("SELECT engagement FROM terms WHERE signed = 1 ORDER BY engagement")
        );
        // K-1 and K-2 have theirs from elsewhere.
        Assert.Empty(await ProjectsAsync());
    }

    [Fact]
    public async Task Each_need_waits_for_its_owner_and_the_last_one_opens_the_gate()
    {
        _hub.Drop(Firm.Where(x => x is not AccountMapping and not RateCard));
        await SignAsync("SOW-1", isSigned: true);

        _ = await _hub.RunOnceAsync();

        Assert.Empty(await ProjectsAsync());
        Assert.Equal(
            [
                "GL_MAPPING_MISSING finance SOW-1 gl_mapping@HUB",
                "NO_RATE salesops SOW-1 rate_card@HUB",
            ],
            await WaitingAsync()
        );

        _hub.Drop(SmallFirm.RateCard);
        _ = await _hub.RunOnceAsync();
        Assert.Equal(["GL_MAPPING_MISSING finance SOW-1 gl_mapping@HUB"], await WaitingAsync());
        Assert.Empty(await ProjectsAsync());

        _hub.Drop(Firm.OfType<AccountMapping>());
        _ = await _hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    [Fact]
    public async Task A_contract_that_is_taken_back_needs_no_project_any_more()
    {
        _hub.Drop(Firm.Where(x => x is not RateCard));
        await SignAsync("SOW-1", isSigned: true);
        _ = await _hub.RunOnceAsync();
        Assert.Equal(["NO_RATE salesops SOW-1 rate_card@HUB"], await WaitingAsync());

        await SignAsync("SOW-1", isSigned: false);
        _hub.Drop(SmallFirm.RateCard);
        _ = await _hub.RunOnceAsync();
        _ = await _hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Empty(await ProjectsAsync());
    }

    [Fact]
    public async Task A_project_that_somebody_makes_meanwhile_is_enough()
    {
        _hub.Drop(Firm.Where(x => x is not RateCard));
        await SignAsync("SOW-1", isSigned: true);
        _ = await _hub.RunOnceAsync();
        await MakeByHandAsync("By hand", "SOW-1");
        _hub.Drop(SmallFirm.RateCard);

        _ = await _hub.RunOnceAsync();
        _ = await _hub.RunOnceAsync();

        Assert.Equal(["By hand"], await ProjectsAsync());
        Assert.Equal([], await WaitingAsync());
    }

    [Fact]
    public async Task An_entity_that_is_added_later_gets_the_projects_of_its_contracts()
    {
        _hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        await SignAsync("ABROAD", isSigned: true, entity: "DE", currency: "GBP", taxCode: "S19");
        _hub.Drop(SmallFirm.RateCard with { Id = RateCardId.Parse("RC-DE"), Reference = "DE" });
        _ = await _hub.RunOnceAsync();
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
        var text = await File.ReadAllTextAsync(_hub.ConfigFile, Cancellation);
        await File.WriteAllTextAsync(
            _hub.ConfigFile,
            text.Replace("projectsFor: UK, FR", "projectsFor: UK, DE", StringComparison.Ordinal),
            Cancellation
        );

        _ = await _hub.RunOnceAsync();

        Assert.Equal(["ABROAD Acme Ltd", "SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    [Fact]
    public async Task One_contract_that_fails_holds_up_no_other()
    {
        _hub.Drop(Firm);
        foreach (var contract in new[] { "SOW-1", "SOW-2", "SOW-3" })
        {
            await SignAsync(contract, isSigned: true);
        }

        _kantata.Faults = new FaultProgramme(
            new FaultRule(
                new FaultMatch("POST", "/api/v1/workspaces"),
                From: 2,
                Times: 1,
                new FaultAction.Status(403)
            )
        );

        var report = await _hub.RunOnceAsync();

        Assert.Equal(2, (await ProjectsAsync()).Count);
        Assert.Empty(report.SourceFaults);
        _ = await _hub.RunOnceAsync();
        Assert.Equal(["SOW-1 Acme Ltd", "SOW-2 Acme Ltd", "SOW-3 Acme Ltd"], await ProjectsAsync());
        Assert.Equal([], await WaitingAsync());
    }

    [Fact]
    public async Task A_contract_that_is_amended_gets_the_project_of_its_terms_of_today()
    {
        _hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: false);
        _ = await _hub.RunOnceAsync();
        await _hub.WriteAsync(
            "amendments-1.csv",
            """
            contract,sequence,version,effective_from,author,reason,customer,legal_entity,currency,start,signed,tax_code
            SOW-1,1,1,2026-11-01,kim,signed at last,C-1,UK,GBP,2026-10-01,true,S20
            SOW-1,2,1,2027-06-01,kim,moves abroad,C-2,DE,GBP,2026-10-01,true,S20
            """
        );
        await _hub.WriteAsync(
            "amendment-lines-1.csv",
            """
            contract,sequence,line,kind
            SOW-1,1,L1,time-and-materials
            SOW-1,2,L1,time-and-materials
            """
        );

        _ = await _hub.RunOnceAsync();

        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    [Fact]
    public async Task What_a_system_refuses_waits_with_its_words()
    {
        _hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        Break(new FaultAction.Status(422), times: int.MaxValue);

        _ = await _hub.RunOnceAsync();

        Assert.Equal(["PROJECT_NOT_SET_UP integration SOW-1 project@PSA"], await WaitingAsync());
        Assert.Contains(
            "422",
            Assert.Single(await _hub.AskAsync("SELECT message FROM rejected")),
            StringComparison.Ordinal
        );

        _kantata.Faults = new FaultProgramme();
        _ = await _hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    [Fact]
    public async Task A_lost_answer_rests_and_makes_no_second_project()
    {
        _hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        Break(new FaultAction.CommitThenDrop(), times: 1);

        _ = await _hub.RunOnceAsync();
        _ = await _hub.RunOnceAsync();
        Assert.Equal(["PROJECT_NOT_SET_UP integration SOW-1 project@PSA"], await WaitingAsync());

        _hub.Hour = _hub.Hour.PlusMinutes(10);
        _ = await _hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    [Fact]
    public async Task A_ledger_that_does_not_take_the_customer_keeps_the_gate_shut()
    {
        _hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        _hub.Break("POST", "/customers", new FaultAction.Status(422), times: int.MaxValue);

        _ = await _hub.RunOnceAsync();

        Assert.Equal(["CUSTOMER_NOT_IN_ERP integration SOW-1 customer@ERP"], await WaitingAsync());
        Assert.Empty(await ProjectsAsync());

        _hub.Ledger.Faults = new FaultProgramme();
        _ = await _hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    /// <summary>Goes wrong when a project is made.</summary>
    private void Break(FaultAction fault, int times) =>
        _kantata.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch("POST", "/api/v1/workspaces"), From: 1, times, fault)
        );

    /// <summary>Tells a contract over everything, at rates.</summary>
    private async Task SignAsync(
        string contract,
        bool isSigned,
        string entity = "UK",
        string currency = "GBP",
        string taxCode = "S20",
        string end = ""
    )
    {
        _version++;
        await _hub.WriteAsync(
            FormattableString.Invariant($"contracts-{contract}-{_version}.csv"),
            FormattableString.Invariant(
                $"""
                contract,version,customer,legal_entity,currency,start,end,signed,tax_code
                {contract},{_version},C-1,{entity},{currency},2026-10-01,{end},{(
                    isSigned ? "true" : "false"
                )},{taxCode}
                """
            )
        );
        await _hub.WriteAsync(
            FormattableString.Invariant($"contract-lines-{contract}-{_version}.csv"),
            $"""
            contract,line,kind
            {contract},L1,time-and-materials
            """
        );
    }

    /// <summary>What keeps gates shut.</summary>
    private async Task<IReadOnlyList<string>> WaitingAsync()
    {
        await using var tables = _hub.OpenTables();
        await using var moment = await tables.OpenSnapshotAsync(Cancellation);
        var list = await ExceptionList.ReadAsync(moment, ExceptionFilter.All, Cancellation);
        return
        [
            .. list
                .Rows.Select(x => $"{x.Reason} {x.Owner.ToString().ToLowerInvariant()} {x.What}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private Task<IReadOnlyList<string>> ProjectsAsync() => NamesAsync("workspaces", "title");

    /// <summary>As a manager does, with the contract in the custom field.</summary>
    private async Task MakeByHandAsync(string title, string contract)
    {
        var field = await PostAsync(
            "custom_fields",
            """{"custom_field":{"name":"Contract","subject_type":"Workspace"} }"""
        );
        var project = await PostAsync(
            "workspaces",
            $$"""{"workspace":{"title":"{{title}}","currency":"GBP"} }"""
        );
        _ = await PostAsync(
            "custom_field_values",
            $$"""
            {"custom_field_value":{"custom_field_id":{{field}},"subject_type":"Workspace",
            "subject_id":{{project}},"value":"{{contract}}"} }
            """
        );
    }

    /// <summary>The id of what was made.</summary>
    private async Task<string> PostAsync(string kind, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(
            new Uri($"api/v1/{kind}", UriKind.Relative),
            content,
            Cancellation
        );
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, body);
        return (string)JsonNode.Parse(body)!["results"]![0]!["id"]!;
    }

    private async Task<IReadOnlyList<string>> NamesAsync(string kind, string member)
    {
        var body = await _http.GetStringAsync(
            new Uri($"api/v1/{kind}", UriKind.Relative),
            Cancellation
        );
        return
        [
            .. JsonNode.Parse(body)![kind]!
                .AsObject()
                .Select(x => (string)x.Value![member]!)
                .Order(StringComparer.Ordinal),
        ];
    }
}

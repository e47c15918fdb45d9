using System.Text;
using System.Text.Json.Nodes;
using Tieout.Domain.Canonical;
using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>The small firm, whose contracts get their projects in a simulated Kantata.</summary>
public abstract class ProjectSetupSuite : IAsyncLifetime
{
    private protected HubBench Hub { get; private set; } = null!;

    private protected SimulatorServer Kantata => _desk.Server;

    private KantataDesk _desk = null!;
    private int _version;

    /// <summary>The small firm before its first contract.</summary>
    private protected static IEnumerable<CanonicalFact> Firm =>
        SmallFirm.MasterRecords.Where(x => x is not Contract and not Project);

    private protected static CancellationToken Cancellation =>
        TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Hub = await HubBench.StartAsync();
        _desk = await KantataDesk.StartAsync(Hub, "projectsFor: UK, FR");
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await Hub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Goes wrong when a project is made.</summary>
    private protected void Break(FaultAction fault, int times) =>
        Kantata.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch("POST", "/api/v1/workspaces"), From: 1, times, fault)
        );

    /// <summary>Tells a contract over everything, at rates.</summary>
    private protected async Task SignAsync(
        string contract,
        bool isSigned,
        string entity = "UK",
        string currency = "GBP",
        string taxCode = "S20",
        string end = ""
    )
    {
        _version++;
        await Hub.WriteAsync(
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
        await Hub.WriteAsync(
            FormattableString.Invariant($"contract-lines-{contract}-{_version}.csv"),
            $"""
            contract,line,kind
            {contract},L1,time-and-materials
            """
        );
    }

    /// <summary>What keeps gates shut.</summary>
    private protected async Task<IReadOnlyList<string>> WaitingAsync()
    {
        await using var tables = Hub.OpenTables();
        await using var moment = await tables.OpenSnapshotAsync(Cancellation);
        var list = await ExceptionList.ReadAsync(moment, ExceptionFilter.All, Cancellation);
        return
        [
            .. list
                .Rows.Select(x => $"{x.Reason} {x.Owner.ToString().ToLowerInvariant()} {x.What}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private protected Task<IReadOnlyList<string>> ProjectsAsync() =>
        NamesAsync("workspaces", "title");

    /// <summary>As a manager does, with the contract in the custom field.</summary>
    private protected async Task MakeByHandAsync(string title, string contract)
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
        using var answer = await _desk.Http.PostAsync(
            new Uri($"api/v1/{kind}", UriKind.Relative),
            content,
            Cancellation
        );
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, body);
        return (string)JsonNode.Parse(body)!["results"]![0]!["id"]!;
    }

    private protected async Task<IReadOnlyList<string>> NamesAsync(string kind, string member)
    {
        var body = await _desk.Http.GetStringAsync(
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

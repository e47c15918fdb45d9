using Tieout.Connect;
using Tieout.Connectors.Rest;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>Projects of signed contracts are set up in Kantata once, with their client, and read back.</summary>
public sealed class KantataProjectsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_is_made_with_its_client_when_its_time_may_be_logged()
    {
        await using var office = await KantataOffice.StartAsync();
        using var kantata = Open(office);

        Assert.False(kantata.KeepsClosed);
        var made = await kantata.EnsureAsync(SampleOrder.Of(), mayOpen: true, Token);
        var again = await kantata.EnsureAsync(SampleOrder.Of(), mayOpen: true, Token);

        Assert.Equal(ProjectStanding.Open, made);
        Assert.Equal(ProjectStanding.Open, again);
        Assert.Equal(["ENG-1", "SOW-7"], await ContractsAsync(office.Reader()));
        Assert.Equal(
            ["SOW-7 Contoso GBP 2026-04-01 2026-09-30 1"],
            await FindAsync(
                office,
                "workspaces?external_reference_service_name=tieout&include=workspace_groups",
                x =>
                    $"{x["title"]} {x["currency"]} {x["start_date"]} {x["due_date"]} {x["workspace_group_ids"]!.AsArray().Count}"
            )
        );
    }

    [Fact]
    public async Task Contracts_of_one_customer_share_its_client()
    {
        await using var office = await KantataOffice.StartAsync();
        using var kantata = Open(office);

        foreach (var contract in new[] { "SOW-7", "SOW-8" })
        {
            _ = await kantata.EnsureAsync(SampleOrder.Of(contract), mayOpen: true, Token);
        }

        // Another Contoso was there before, and is nobody's customer.
        Assert.Equal(
            ["Contoso 0", "Contoso 1"],
            (
                await FindAsync(
                    office,
                    "workspace_groups?include=external_references",
                    x => $"{x["name"]} {x["external_reference_ids"]!.AsArray().Count}"
                )
            ).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Where_customers_are_kantatas_own_clients_no_other_is_made()
    {
        await using var office = await KantataOffice.StartAsync();
        using var kantata = Open(office, ("country", "GB"));
        var order = SampleOrder.Of(customer: office.Client, source: "kantata");

        _ = await kantata.EnsureAsync(order, mayOpen: true, Token);

        Assert.Equal(
            ["Contoso 2"],
            await FindAsync(
                office,
                "workspace_groups?include=workspaces",
                x => $"{x["name"]} {x["workspace_ids"]!.AsArray().Count}"
            )
        );
    }

    [Fact]
    public async Task A_lost_answer_makes_no_second_project()
    {
        await using var office = await KantataOffice.StartAsync();
        using var kantata = Open(office);
        office.Sandbox.Fail("POST", "/api/v1/workspaces", new FaultAction.CommitThenDrop());

        var lost = await Assert.ThrowsAsync<ConnectorException>(() =>
            kantata.EnsureAsync(SampleOrder.Of(), mayOpen: true, Token)
        );
        var found = await kantata.EnsureAsync(SampleOrder.Of(), mayOpen: true, Token);

        Assert.Equal(ConnectorFault.OutcomeUnknown, lost.Fault);
        Assert.Equal(ProjectStanding.Open, found);
        Assert.Equal(["ENG-1", "SOW-7"], await ContractsAsync(office.Reader()));
    }

    /// <summary>Its gateway gives up after three minutes, and the project may be made all the same.</summary>
    [Fact]
    public async Task A_gateway_that_gives_up_leaves_it_open_whether_a_project_was_made()
    {
        await using var office = await KantataOffice.StartAsync();
        using var kantata = Open(office);
        office.Sandbox.Fail("POST", "/api/v1/workspaces", new FaultAction.Status(504));

        var lost = await Assert.ThrowsAsync<ConnectorException>(() =>
            kantata.MakeAsync(SampleOrder.Of(), isClosed: false, Token)
        );

        Assert.Equal(ConnectorFault.OutcomeUnknown, lost.Fault);
    }

    [Fact]
    public async Task A_contract_with_a_comma_is_one()
    {
        await using var office = await KantataOffice.StartAsync();
        using var kantata = Open(office);

        foreach (var contract in new[] { "SOW-7", "SOW-7,8" })
        {
            _ = await kantata.EnsureAsync(SampleOrder.Of(contract), mayOpen: true, Token);
            _ = await kantata.EnsureAsync(SampleOrder.Of(contract), mayOpen: true, Token);
        }

        Assert.Equal(["ENG-1", "SOW-7", "SOW-7,8"], await ContractsAsync(office.Reader()));
    }

    [Fact]
    public async Task Prices_on_entries_are_what_the_setting_says()
    {
        await using var office = await KantataOffice.StartAsync();
        using var without = Open(office);
        using var with = Open(office, ("entryRates", "true"));

        Assert.Equal((false, true), (without.PricesEntries, with.PricesEntries));
    }

    [Fact]
    public async Task Two_projects_of_one_contract_are_for_a_person()
    {
        await using var office = await KantataOffice.StartAsync();
        using var kantata = Open(office);
        foreach (var title in new[] { "One", "Two" })
        {
            _ = await office.AddAsync(
                "workspaces",
                $$"""
                {"workspace":{"title":"{{title}}","external_reference":{"service_name":"tieout",
                "service_model":"contract","service_model_ref":"SOW-7"} } }
                """
            );
        }

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            kantata.EnsureAsync(SampleOrder.Of(), mayOpen: true, Token)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Contains("2 projects for SOW-7", refused.Message, StringComparison.Ordinal);
    }

    private static RestProjects Open(
        KantataOffice office,
        params (string Name, string Value)[] settings
    ) =>
        new(
            new RestOptions
            {
                System = "kantata",
                Manifest = BuiltInManifests.Find("kantata")!,
                Address = office.Sandbox.Address,
                Settings = settings.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal),
                Secret = _ => "rehearsal",
            },
            TimeProvider.System
        );

    private static async Task<IEnumerable<string>> ContractsAsync(TimeTrackers.TrackerReader reader)
    {
        using (reader)
        {
            return (await reader.ReadAsync<Project>("projects"))
                .Select(x => x.Engagement.Value)
                .Order(StringComparer.Ordinal);
        }
    }

    private static async Task<IReadOnlyList<string>> FindAsync(
        KantataOffice office,
        string path,
        Func<System.Text.Json.Nodes.JsonNode, string> show
    )
    {
        var body = await office.Sandbox.DoAsync("GET", $"{KantataOffice.Root}/{path}", json: null);
        var name = path.Split('?')[0];
        return [.. body[name]!.AsObject().Select(x => show(x.Value!))];
    }
}

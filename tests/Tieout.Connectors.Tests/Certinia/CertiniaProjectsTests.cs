using System.Net;
using Tieout.Connect;
using Tieout.Connectors.Certinia;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Tests.Salesforce;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>Projects of signed contracts are set up in PSA once, closed, and opened when all is there.</summary>
public sealed class CertiniaProjectsTests
{
    private const string Upsert = "/sobjects/pse__Proj__c/Hub_Contract__c/*";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_is_made_closed_and_opened_when_it_may_be()
    {
        await using var org = await StartAsync();
        using var psa = Open(org);

        var closed = await psa.EnsureAsync(SampleOrder.Of(), mayOpen: false, Cancellation);
        var refused = await LogAsync(org);
        var still = await psa.EnsureAsync(SampleOrder.Of(), mayOpen: false, Cancellation);
        var open = await psa.EnsureAsync(SampleOrder.Of(), mayOpen: true, Cancellation);

        Assert.Equal(ProjectStanding.Closed, closed);
        Assert.Equal(ProjectStanding.Closed, still);
        Assert.Equal(ProjectStanding.Open, open);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("closed for time entry", refused.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await LogAsync(org)).Status);
        Assert.Equal(
            ["SOW-7 Contoso|2026-04-01|2026-09-30|Time and Materials|true|false|Contoso"],
            await ProjectsAsync(org)
        );
    }

    [Fact]
    public async Task What_managers_do_with_an_open_project_stays()
    {
        await using var org = await StartAsync();
        using var psa = Open(org);
        _ = await psa.EnsureAsync(SampleOrder.Of(), mayOpen: true, Cancellation);
        _ = await org.ChangeAsync(
            "pse__Proj__c",
            await IdAsync(org),
            """{"Name":"Rollout of Contoso","pse__End_Date__c":"2026-12-31"}"""
        );

        var again = await psa.EnsureAsync(SampleOrder.Of(), mayOpen: true, Cancellation);

        Assert.Equal(ProjectStanding.Open, again);
        Assert.Equal(
            ["Rollout of Contoso|2026-04-01|2026-12-31|Time and Materials|true|false|Contoso"],
            await ProjectsAsync(org)
        );
    }

    [Fact]
    public async Task A_lost_answer_makes_no_second_project()
    {
        await using var org = await StartAsync();
        using var psa = Open(org);
        org.Sandbox.Fail("PATCH", Upsert, new FaultAction.CommitThenDrop());

        var lost = await Assert.ThrowsAsync<ConnectorException>(() =>
            psa.EnsureAsync(SampleOrder.Of(), mayOpen: true, Cancellation)
        );
        var found = await psa.EnsureAsync(SampleOrder.Of(), mayOpen: true, Cancellation);

        Assert.Equal(ConnectorFault.Transient, lost.Fault);
        Assert.Equal(ProjectStanding.Open, found);
        Assert.Equal(1, org.Sandbox.Server.Faults.Hits);
        Assert.Single(await ProjectsAsync(org));
    }

    [Fact]
    public async Task A_customer_without_an_account_is_refused_before_anything_is_made()
    {
        await using var org = await StartAsync();
        using var psa = Open(org);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            psa.EnsureAsync(SampleOrder.Of(customer: "C-'9"), mayOpen: true, Cancellation)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Contains(
            "no account with AccountNumber C-'9",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(await ProjectsAsync(org));
    }

    [Fact]
    public async Task Two_accounts_with_one_code_are_for_a_person()
    {
        await using var org = await StartAsync();
        _ = await org.Sandbox.CreateAsync(
            "Account",
            """{"Name":"Contoso Holding","AccountNumber":"C-1"}"""
        );
        using var psa = Open(org);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            psa.EnsureAsync(SampleOrder.Of(), mayOpen: true, Cancellation)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Contains("2 records of Account", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fixed_price_is_said()
    {
        await using var org = await StartAsync();
        using var psa = Open(org);

        var order = SampleOrder.Of() with { IsFixedPrice = true };
        _ = await psa.EnsureAsync(order, mayOpen: true, Cancellation);

        Assert.Contains(
            "|Fixed Price|",
            Assert.Single(await ProjectsAsync(org)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_a_rule_of_psa_refuses_is_told_in_its_words()
    {
        await using var org = await StartAsync();
        using var psa = Open(org);
        var order = SampleOrder.Of() with { End = new LocalDate(2026, 3, 1) };

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            psa.EnsureAsync(order, mayOpen: true, Cancellation)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Contains(
            "on or before the project end date",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_contract_that_differs_in_capitals_is_another_and_cannot_be_told_apart_there()
    {
        await using var org = await StartAsync();
        using var psa = Open(org);
        _ = await psa.EnsureAsync(SampleOrder.Of("sow-7"), mayOpen: true, Cancellation);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            psa.EnsureAsync(SampleOrder.Of("SOW-7"), mayOpen: false, Cancellation)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Contains("sow-7", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "|true|false|",
            Assert.Single(await ProjectsAsync(org)),
            StringComparison.Ordinal
        );
    }

    /// <summary>With Contoso's account.</summary>
    private static async Task<CertiniaOrg> StartAsync()
    {
        var org = await CertiniaOrg.StartAsync();
        _ = await org.Sandbox.CreateAsync(
            "Account",
            """{"Name":"Contoso","AccountNumber":"C-1"}"""
        );
        return org;
    }

    private static CertiniaProjects Open(CertiniaOrg org) =>
        new(
            new CertiniaOptions
            {
                Access = SalesforceConnection.Access(org.Sandbox, "rehearsal", pageSize: 4),
                Names = new SalesforceNames(
                    CertiniaOptions.DefaultNames,
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["projectEngagement"] = "Hub_Contract__c",
                    }
                ),
            },
            org.Sandbox.Time
        );

    private static async Task<string> IdAsync(CertiniaOrg org) =>
        Assert.Single(
            await org.Sandbox.ColumnAsync(
                "SELECT Id FROM pse__Proj__c WHERE Hub_Contract__c = 'SOW-7'"
            )
        )!;

    private static async Task<SalesforceReply> LogAsync(CertiniaOrg org) =>
        await org.Sandbox.PostAsync(
            $"{SalesforceSandbox.Root}/sobjects/{CertiniaOrg.Card}",
            $$"""
            {"pse__Project__c":"{{await IdAsync(org)}}","pse__Resource__c":"{{await org.ResourceAsync(
                "Byron",
                "E-9"
            )}}","pse__Start_Date__c":"2026-04-06",
             "pse__End_Date__c":"2026-04-12","pse__Monday_Hours__c":8}
            """
        );

    /// <summary>The projects that were set up for contracts.</summary>
    private static async Task<string[]> ProjectsAsync(CertiniaOrg org)
    {
        const string fields =
            "Name, pse__Start_Date__c, pse__End_Date__c, pse__Billing_Type__c, pse__Is_Billable__c, "
            + "pse__Closed_for_Time_Entry__c, pse__Account__r.Name";
        var reply = await org.Sandbox.QueryAsync(
            $"SELECT {fields} FROM pse__Proj__c WHERE Hub_Contract__c != null ORDER BY Name"
        );
        return
        [
            .. reply.Body!["records"]!
                .AsArray()
                .Select(x =>
                    string.Join(
                        '|',
                        fields
                            .Split(", ")
                            .Select(name =>
                                name.Split('.')
                                    .Aggregate(x, (node, part) => node![part])
                                    ?.ToString()
                            )
                    )
                ),
        ];
    }
}

using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A signature sets up customer and project, and what is missing for it is told to whoever owns it.</summary>
public sealed class ProjectSetupTests : ProjectSetupSuite
{
    [Fact]
    public async Task A_signature_brings_customer_and_project_to_their_systems_once()
    {
        Hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: false);
        _ = await Hub.RunOnceAsync();
        Assert.Empty(await ProjectsAsync());

        await SignAsync("SOW-1", isSigned: true);
        _ = await Hub.RunOnceAsync();
        _ = await Hub.RunOnceAsync();

        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
        Assert.Equal(["Acme Ltd"], await NamesAsync("workspace_groups", "name"));
        Assert.Equal(["C-1"], await Hub.Clerk.CustomersAsync(Cancellation));
        // It is read back, and time on it is the contract's.
        Assert.Equal(
            ["SOW-1 Acme Ltd"],
            await Hub.AskAsync("SELECT name FROM project WHERE engagement = 'SOW-1'")
        );
        Assert.Equal([], await WaitingAsync());
    }

    [Fact]
    public async Task Contracts_of_others_with_a_project_or_over_get_none()
    {
        Hub.Drop(SmallFirm.MasterRecords);
        await SignAsync("ABROAD", isSigned: true, entity: "DE", currency: "EUR", taxCode: "S19");
        await SignAsync("OVER", isSigned: true, end: "2026-10-31");

        _ = await Hub.RunOnceAsync();
        _ = await Hub.RunOnceAsync();

        Assert.Equal(
            ["ABROAD", "K-1", "K-2", "K-3", "OVER"],
            await Hub.AskAsync("SELECT engagement FROM terms WHERE signed = 1 ORDER BY engagement")
        );
        // K-1 and K-2 have theirs from elsewhere.
        Assert.Empty(await ProjectsAsync());
    }

    [Fact]
    public async Task Each_need_waits_for_its_owner_and_the_last_one_opens_the_gate()
    {
        Hub.Drop(Firm.Where(x => x is not AccountMapping and not RateCard));
        await SignAsync("SOW-1", isSigned: true);

        _ = await Hub.RunOnceAsync();

        Assert.Empty(await ProjectsAsync());
        Assert.Equal(
            [
                "GL_MAPPING_MISSING finance SOW-1 gl_mapping@HUB",
                "NO_RATE salesops SOW-1 rate_card@HUB",
            ],
            await WaitingAsync()
        );

        Hub.Drop(SmallFirm.RateCard);
        _ = await Hub.RunOnceAsync();
        Assert.Equal(["GL_MAPPING_MISSING finance SOW-1 gl_mapping@HUB"], await WaitingAsync());
        Assert.Empty(await ProjectsAsync());

        Hub.Drop(Firm.OfType<AccountMapping>());
        _ = await Hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    [Fact]
    public async Task A_contract_that_is_taken_back_needs_no_project_any_more()
    {
        Hub.Drop(Firm.Where(x => x is not RateCard));
        await SignAsync("SOW-1", isSigned: true);
        _ = await Hub.RunOnceAsync();
        Assert.Equal(["NO_RATE salesops SOW-1 rate_card@HUB"], await WaitingAsync());

        await SignAsync("SOW-1", isSigned: false);
        Hub.Drop(SmallFirm.RateCard);
        _ = await Hub.RunOnceAsync();
        _ = await Hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Empty(await ProjectsAsync());
    }

    [Fact]
    public async Task A_project_that_somebody_makes_meanwhile_is_enough()
    {
        Hub.Drop(Firm.Where(x => x is not RateCard));
        await SignAsync("SOW-1", isSigned: true);
        _ = await Hub.RunOnceAsync();
        await MakeByHandAsync("By hand", "SOW-1");
        Hub.Drop(SmallFirm.RateCard);

        _ = await Hub.RunOnceAsync();
        _ = await Hub.RunOnceAsync();

        Assert.Equal(["By hand"], await ProjectsAsync());
        Assert.Equal([], await WaitingAsync());
    }

    [Fact]
    public async Task An_entity_that_is_added_later_gets_the_projects_of_its_contracts()
    {
        Hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        await SignAsync("ABROAD", isSigned: true, entity: "DE", currency: "GBP", taxCode: "S19");
        Hub.Drop(SmallFirm.RateCard with { Id = RateCardId.Parse("RC-DE"), Reference = "DE" });
        _ = await Hub.RunOnceAsync();
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
        var text = await File.ReadAllTextAsync(Hub.ConfigFile, Cancellation);
        await File.WriteAllTextAsync(
            Hub.ConfigFile,
            text.Replace("projectsFor: UK, FR", "projectsFor: UK, DE", StringComparison.Ordinal),
            Cancellation
        );

        _ = await Hub.RunOnceAsync();

        Assert.Equal(["ABROAD Acme Ltd", "SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    [Fact]
    public async Task A_contract_that_is_amended_gets_the_project_of_its_terms_of_today()
    {
        Hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: false);
        _ = await Hub.RunOnceAsync();
        await Hub.WriteAsync(
            "amendments-1.csv",
            """
            contract,sequence,version,effective_from,author,reason,customer,legal_entity,currency,start,signed,tax_code
            SOW-1,1,1,2026-11-01,kim,signed at last,C-1,UK,GBP,2026-10-01,true,S20
            SOW-1,2,1,2027-06-01,kim,moves abroad,C-2,DE,GBP,2026-10-01,true,S20
            """
        );
        await Hub.WriteAsync(
            "amendment-lines-1.csv",
            """
            contract,sequence,line,kind
            SOW-1,1,L1,time-and-materials
            SOW-1,2,L1,time-and-materials
            """
        );

        _ = await Hub.RunOnceAsync();

        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }
}

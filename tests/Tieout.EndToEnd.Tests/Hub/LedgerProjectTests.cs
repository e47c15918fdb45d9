namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A ledger that keeps the projects of contracts.</summary>
public sealed class LedgerProjectTests
{
    [Fact]
    public async Task The_project_of_a_contract_is_there_before_its_first_invoice()
    {
        await using var hub = await HubBench.StartAsync();
        await using var books = await BusinessCentralBooks.StartAsync(hub);
        hub.Drop([
            .. SmallFirm.MasterRecords,
            .. SmallFirm.OctoberWork,
            .. BusinessCentralBooks.Accounts,
        ]);

        _ = await hub.RunOnceAsync();
        _ = await hub.RunOnceAsync();

        var projects = await books.ListAsync("projects");
        Assert.Equal(
            ["K-1 K-1 Acme Ltd", "K-2 K-2 Acme Ltd"],
            projects.Select(x => $"{x!["number"]} {x["displayName"]}").Order(StringComparer.Ordinal)
        );
        var invoices = await books.ListAsync("salesInvoices");
        Assert.Equal(
            ["TO-K-1-001 Open", "TO-K-2-001 Open"],
            invoices
                .Select(x => $"{x!["externalDocumentNumber"]} {x["status"]}")
                .Order(StringComparer.Ordinal)
        );
    }
}

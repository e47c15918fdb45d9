using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Tax from files: where a supply is taxed, and where its tax is rounded.</summary>
public sealed class TaxInTheHubTests
{
    [Fact]
    public async Task A_contract_without_a_code_is_taxed_where_its_customer_is()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([
            .. SmallFirm.MasterRecords.Select(Changed),
            new TaxRule(TaxCode.Parse("S20"), 2, TaxCategory.S, 20m, Place: "GB"),
            new TaxRule(TaxCode.Parse("OUT"), 1, TaxCategory.O, 0m),
            SmallFirm.Time(1, "P-1", 2m),
        ]);
        await bench.RunOnceAsync();
        // The country of the customer changes; what is billed stays as it is.
        bench.Today = new LocalDate(2026, 12, 2);
        bench.Drop([
            new Customer(CustomerCode.Parse("C-1"), 2, "Acme Inc", "US", Region: "TX"),
            SmallFirm.Time(2, "P-1", 2m),
        ]);

        await bench.RunOnceAsync();

        Assert.Equal(
            ["TO-K-1-001 240.00 48.00", "TO-K-1-002 240.00 0.00"],
            await bench.AskAsync(
                "SELECT reference, printf('%.2f', net / 100.0), printf('%.2f', tax / 100.0) "
                    + "FROM document WHERE engagement = 'K-1' ORDER BY reference"
            )
        );

        static CanonicalFact Changed(CanonicalFact fact) =>
            fact is Contract { Id.Value: "K-1" } contract
                ? contract with
                {
                    Terms = contract.Terms with { TaxCode = null },
                }
                : fact;
    }

    [Theory]
    // Three lines of 0.42: tax of each 0.084, of all 0.252.
    [InlineData(TaxMode.PerCategory, "0.25")]
    [InlineData(TaxMode.PerLine, "0.24")]
    public async Task A_company_says_where_its_ledger_rounds_tax(TaxMode mode, string tax)
    {
        await using var bench = await HubBench.StartAsync();
        var line = new ContractLine.TimeAndMaterials(
            ContractLineId.Parse("1"),
            LineScope.Everything,
            GroupBy: [GroupKey.Entry]
        );
        bench.Drop([
            .. SmallFirm.MasterRecords.Select(Changed),
            .. Enumerable.Range(1, 3).Select(i => SmallFirm.Time(i, "P-1", 0.0035m)),
        ]);

        await bench.RunOnceAsync();

        Assert.Equal(
            [$"1.26 {tax}"],
            await bench.AskAsync(
                "SELECT printf('%.2f', net / 100.0), printf('%.2f', tax / 100.0) FROM document "
                    + "WHERE engagement = 'K-1'"
            )
        );

        CanonicalFact Changed(CanonicalFact fact) =>
            fact switch
            {
                Contract { Id.Value: "K-1" } contract => contract with
                {
                    Terms = contract.Terms with { Lines = [line] },
                },
                LegalEntity { Code.Value: "UK" } entity => entity with
                {
                    Arithmetic = new TaxArithmetic(mode),
                },
                _ => fact,
            };
    }
}

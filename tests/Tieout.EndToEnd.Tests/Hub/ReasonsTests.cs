using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Reasons of the catalogue in a running hub: each has its owner and its amount, and ends with
/// its cause.</summary>
public sealed class ReasonsTests
{
    // Of 2 h x 120.00 on K-1, with 20 % tax.
    private const string Billed = "TO-K-1-001 posted 240.00 + 48.00";
    private const string Untaxed = "TO-K-1-001 posted 240.00 + 0.00";

    private static readonly LocalDate SecondOfDecember = new(2026, 12, 2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Without K-2, which has the customer and the tax of K-1.</summary>
    private static IEnumerable<CanonicalFact> Master =>
        SmallFirm.MasterRecords.Where(x =>
            x is not (Contract { Id.Value: "K-2" } or Project { Engagement.Value: "K-2" })
        );

    [Fact]
    public async Task Time_outside_the_financials_waits_for_finance_and_is_billed_once_included()
    {
        await using var bench = await HubBench.StartAsync();
        var time = SmallFirm.Time(1, "P-1", 2m);
        bench.Drop([.. Master, time with { IsInFinancials = false }]);
        await WaitsAsync(bench, "NOT_INCLUDED_IN_FINANCIALS", "finance");

        bench.Drop(time with { Version = 2 });

        await EndsAsync(bench, "NOT_INCLUDED_IN_FINANCIALS", Billed);
    }

    [Fact]
    public async Task Reverse_charge_waits_for_the_payers_registration_in_its_countrys_form()
    {
        await using var bench = await HubBench.StartAsync();
        await bench.Clerk.SetTaxAsync("UK", "S20", "AE", 0m, Cancellation);
        bench.Drop([
            .. Master,
            Uk(TaxCategory.AE),
            Payer(2) with
            {
                TaxId = "DE12345678",
            },
            SmallFirm.Time(1, "P-1", 2m),
        ]);
        await WaitsAsync(bench, "TAX_ID_INVALID", "finance");

        bench.Drop(Payer(3) with { TaxId = "DE 123 456 789" });

        await EndsAsync(bench, "TAX_ID_INVALID", Untaxed);
    }

    [Fact]
    public async Task Tax_that_is_owed_where_the_firm_is_not_registered_waits_until_it_is()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([
            .. Master,
            Uk(TaxCategory.S) with
            {
                Rate = 20m,
                Place = "US-TX",
            },
            Firm(2, "GB", "US-NY"),
            SmallFirm.Time(1, "P-1", 2m),
        ]);
        await WaitsAsync(bench, "TAX_REGISTRATION_MISSING", "finance");

        bench.Drop(Firm(3, "GB", "US-NY", "US-TX"));

        await EndsAsync(bench, "TAX_REGISTRATION_MISSING", Billed);
    }

    [Fact]
    public async Task Exempt_work_after_the_end_of_the_certificate_waits_until_it_is_renewed()
    {
        await using var bench = await HubBench.StartAsync();
        var time = SmallFirm.Time(1, "P-1", 2m);
        await bench.Clerk.SetTaxAsync("UK", "S20", "E", 0m, Cancellation);
        bench.Drop([
            .. Master,
            Uk(TaxCategory.E),
            Payer(2) with
            {
                ExemptionNumber = "EX-7",
                ExemptionValidTo = time.WorkDate.PlusDays(-1),
            },
            time,
        ]);
        await WaitsAsync(bench, "EXEMPTION_EXPIRED", "finance");

        bench.Drop(
            Payer(3) with
            {
                ExemptionNumber = "EX-8",
                ExemptionValidTo = time.WorkDate.PlusYears(1),
            }
        );

        await EndsAsync(bench, "EXEMPTION_EXPIRED", Untaxed);
    }

    [Fact]
    public async Task Time_that_looks_like_other_time_waits_where_the_firm_suspects_it()
    {
        await using var bench = await HubBench.StartAsync();
        await File.AppendAllTextAsync(
            bench.ConfigFile,
            "\nreadiness: { suspectDuplicates: true }\n",
            TestContext.Current.CancellationToken
        );
        var time = SmallFirm.Time(1, "P-1", 2m);
        var again = time with { Id = WorkId.Parse("time/chronos/2") };
        bench.Drop([.. Master, again, time]);
        await bench.RunOnceAsync();
        Assert.Equal(
            ["projectmanager work/K-1/time/chronos/2#1 240.00 GBP"],
            await bench.OwnedAsync("DUPLICATE_SUSPECTED")
        );
        Assert.Contains(Billed, await bench.DocumentsAsync());

        bench.Drop(again with { Version = 2, IsConfirmedDuplicate = true });

        await EndsAsync(bench, "DUPLICATE_SUSPECTED", "TO-K-1-002 posted 240.00 + 48.00");
    }

    [Fact]
    public async Task An_electronic_invoice_waits_until_what_the_standard_requires_is_known()
    {
        await using var bench = await HubBench.StartAsync();
        var payer = Payer(2) with { ElectronicInvoicing = ElectronicInvoicing.Peppol };
        bench.Drop([.. Master, payer, SmallFirm.Time(1, "P-1", 2m)]);
        await bench.RunOnceAsync();

        // 2 h x 120.00 and 20 % tax.
        Assert.Equal(
            ["finance document/TO-K-1-001 288.00 GBP"],
            await bench.OwnedAsync("E_INVOICE_INVALID")
        );
        Assert.Empty(await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
        var (_, shown, _) = await bench.TieoutAsync("exceptions", "show", "document/TO-K-1-001");
        var (_, same, _) = await bench.TieoutAsync("exceptions", "show", "TO-K-1-001");
        Assert.Equal(shown, same);
        Assert.Matches(@"due      20\d\d-\d\d-\d\d", shown);
        Assert.Contains(
            "lacks BT-31 VAT identifier of the seller (BR-S-02); BT-10 buyer reference,",
            shown,
            StringComparison.Ordinal
        );

        bench.Drop([
            payer with
            {
                Version = 3,
                BuyerReference = "Dept. 7",
                ElectronicAddress = "0204:2",
            },
            Firm(2) with
            {
                TaxId = "GB123456789",
                ElectronicAddress = "0088:1",
            },
        ]);

        await EndsAsync(bench, "E_INVOICE_INVALID", Billed);
    }

    /// <summary>The company that bills K-1.</summary>
    private static LegalEntity Firm(long version, params ReadOnlySpan<string> registrations) =>
        new(
            LegalEntityCode.Parse("UK"),
            version,
            "Firm Ltd",
            "GB",
            SmallFirm.Gbp,
            TaxRegistrations: ValueList.Create(registrations)
        );

    /// <summary>The tax code of K-1 with another meaning.</summary>
    private static TaxRule Uk(TaxCategory category) =>
        new(TaxCode.Parse("S20"), 2, category, 0m, Note: "Not taxed here");

    /// <summary>The customer of K-1, moved to Germany.</summary>
    private static Customer Payer(long version) =>
        new(CustomerCode.Parse("C-1"), version, "Acme GmbH", "DE");

    /// <summary>A run of the hub blocks the two hours of K-1 for one reason.</summary>
    private static async Task WaitsAsync(HubBench bench, string reason, string owner)
    {
        await bench.RunOnceAsync();
        Assert.Equal(
            [$"{owner} work/K-1/time/chronos/1#1 240.00 GBP"],
            await bench.OwnedAsync(reason)
        );
        Assert.DoesNotContain(
            await bench.DocumentsAsync(),
            x => x.StartsWith("TO-K-1-", StringComparison.Ordinal)
        );
    }

    /// <summary>The next billing run takes it, and nothing is left of the reason.</summary>
    private static async Task EndsAsync(HubBench bench, string reason, string billed)
    {
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();
        Assert.Equal([], await bench.OwnedAsync(reason));
        Assert.Contains(billed, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }
}

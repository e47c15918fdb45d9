using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Money that arrives before anything is invoiced, for K-1 (150 h, 21,600.00) and K-2.</summary>
public sealed class DepositsTests
{
    private const string Waiting = "SELECT subject, reason FROM set_aside ORDER BY subject";

    private const string Balances =
        "SELECT engagement, printf('%.2f', SUM(credit - debit) / 100.0) FROM journal "
        + "WHERE account = '2410' GROUP BY engagement HAVING SUM(credit - debit) <> 0 ORDER BY 1";

    private const string Payable =
        "SELECT reference, printf('%.2f', payable / 100.0) FROM document WHERE refers_to IS NULL";

    private static Deposit Of(
        int id,
        decimal amount,
        string contract = "K-1",
        long version = 1,
        LocalDate? day = null
    ) =>
        new(
            $"bank/{id}",
            version,
            EngagementId.Parse(contract),
            new Money(amount, CurrencyCode.Parse("GBP")),
            day ?? new LocalDate(2026, 10, 1)
        );

    [Fact]
    public async Task A_deposit_waits_for_contract_and_account_and_is_booked_when_they_are_there()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop(Of(1, 2_000m));
        await bench.RunOnceAsync();
        Assert.Equal(["deposit/K-1/bank/1 DEPOSIT_NOT_BOOKED"], await bench.AskAsync(Waiting));

        bench.Drop([.. SmallFirm.MasterRecords]);
        await bench.RunOnceAsync();
        Assert.Equal(["deposit/K-1/bank/1 GL_MAPPING_MISSING"], await bench.AskAsync(Waiting));
        Assert.Equal([], await bench.AskAsync(Balances));

        // What waits is tried before the month is billed.
        bench.Today = new(2026, 12, 1);
        bench.Drop([.. SmallFirm.DeductionAccounts, .. SmallFirm.OctoberWork]);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.AskAsync(Waiting));
        Assert.Equal(
            ["TO-K-1-001 19600.00"],
            await bench.AskAsync($"{Payable} AND engagement = 'K-1'")
        );
        Assert.Equal([], await bench.AskAsync(Balances));
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_refund_of_money_in_use_waits_until_more_arrives()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.Drop([.. SmallFirm.DeductionAccounts, Of(1, 2_000m)]);
        await bench.RunOnceAsync();

        bench.Drop(Of(2, -300m, day: new LocalDate(2026, 11, 1)));
        await bench.RunOnceAsync();
        Assert.Equal(["deposit/K-1/bank/2 DEPOSIT_NOT_BOOKED"], await bench.AskAsync(Waiting));

        bench.Drop(Of(3, 1_000m, day: new LocalDate(2026, 11, 1)));
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.AskAsync(Waiting));
        Assert.Equal(["K-1 700.00"], await bench.AskAsync(Balances));
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task One_deposit_told_of_two_contracts_does_not_tie_out()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.DeductionAccounts, Of(1, 2_000m)]);
        bench.Drop(Of(1, 2_000m, contract: "K-2", version: 2));
        await bench.RunOnceAsync();

        var found = Assert.Single(await bench.DifferencesAsync());
        Assert.Contains("DEPOSIT_TOLD_TWICE", found, StringComparison.Ordinal);
        Assert.Contains("bank/1", found, StringComparison.Ordinal);

        bench.Drop(Of(1, 0m, version: 3));
        await bench.RunOnceAsync();

        // The first instalment of K-2 has drawn all of it.
        Assert.Equal([], await bench.AskAsync(Balances));
        Assert.Equal(["TO-K-2-001 4000.00"], await bench.AskAsync(Payable));
        Assert.Equal([], await bench.DifferencesAsync());
    }
}

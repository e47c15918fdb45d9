using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Tryton;

/// <summary>E-1's customer keeps 5 % of each invoice back and has paid 1,000.00 in advance.</summary>
[Collection("Tryton")]
public sealed class DeductionTests
{
    private static readonly LegalEntityCode Entity = LegalEntityCode.Parse("NW");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_back_or_was_paid_in_advance_ties_out_until_the_rest_is_paid()
    {
        await using var hub = await TrytonHub.StartAsync();
        await hub.Bench.AddAccountAsync("Retention", Cancel);
        await hub.Bench.AddAccountAsync("Deposits", Cancel);
        hub.Drop(Agreed);
        _ = await hub.Bench.AddLinesAsync(hub.Firm.TwoMonths(), Cancel);

        _ = await hub.RunOnceAsync();

        Assert.Empty(
            await hub.AskAsync(
                "SELECT reference, block_reason, block_message FROM document "
                    + "WHERE block_reason IS NOT NULL"
            )
        );
        var (first, second) = (TrytonFirm.Months[0], TrytonFirm.Months[1]);
        var kept = 0.05m * (TrytonFirm.NetOf(1, first) + TrytonFirm.NetOf(1, second));
        await BalancesAsync(hub, kept, 1_000m);
        await Agreement.HoldsAsync(hub);

        await PayAsync(hub);
        _ = await hub.RunOnceAsync();

        Assert.Equal(
            ["paid", "paid"],
            await hub.AskAsync("SELECT status FROM document WHERE engagement = 'E-1'")
        );
        await BalancesAsync(hub, kept, 1_000m);
        await Agreement.HoldsAsync(hub);
    }

    private static IEnumerable<CanonicalFact> Agreed =>
        [
            new AccountMapping(Entity, AccountRole.RetentionReceivable, 1, "Retention"),
            new AccountMapping(Entity, AccountRole.CustomerDeposits, 1, "Deposits"),
            .. TrytonFirm
                .Agreements.OfType<Contract>()
                .Where(x => x.Id.Value is "E-1")
                .Select(x =>
                    x with
                    {
                        Version = 2,
                        Terms = x.Terms with
                        {
                            RetentionPercent = 5m,
                            Prepaid = new Money(1_000m, x.Terms.Currency),
                        },
                    }
                ),
        ];

    private static async Task PayAsync(TrytonHub hub)
    {
        var invoices = await hub.AskAsync(
            "SELECT external_id, payable FROM document WHERE engagement = 'E-1' ORDER BY reference"
        );
        foreach (var invoice in invoices)
        {
            var parts = invoice.Split(' ');
            await hub.Bench.PayAsync(
                int.Parse(parts[0], CultureInfo.InvariantCulture),
                decimal.Parse(parts[1], CultureInfo.InvariantCulture) / 100m,
                SystemClock.Instance.GetCurrentInstant().InUtc().Date,
                Cancel
            );
        }
    }

    private static async Task BalancesAsync(TrytonHub hub, decimal retained, decimal drawn)
    {
        Assert.Equal(
            (retained, drawn),
            (
                await hub.Bench.BalanceAsync("Retention", Cancel),
                await hub.Bench.BalanceAsync("Deposits", Cancel)
            )
        );
        Assert.Equal(
            [
                $"customer-deposits {(long)(drawn * 100m)}",
                $"retention-receivable {(long)(retained * 100m)}",
            ],
            await hub.AskAsync(
                "SELECT account_role, SUM(debit - credit) FROM journal "
                    + "WHERE account_role IN ('customer-deposits', 'retention-receivable') "
                    + "GROUP BY 1 ORDER BY 1"
            )
        );
    }
}

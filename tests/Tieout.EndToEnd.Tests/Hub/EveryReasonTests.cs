using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Runtime.Reconciliation.Readiness;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>The reasons that records of a firm give rise to, all at once in one running hub.</summary>
public sealed class EveryReasonTests
{
    private static readonly LocalDate SecondOfDecember = new(2026, 12, 2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_reason_blocks_its_work_with_owner_clock_and_amount_and_ends_with_its_cause()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords, .. BlockedFirm.All.SelectMany(x => x.Cause)]);

        await bench.RunOnceAsync();

        Assert.Equal(
            BlockedFirm.All.Select(Expected).Order(StringComparer.Ordinal),
            await BlockedAsync(bench)
        );
        bench.Today = SecondOfDecember;
        bench.Drop(BlockedFirm.All.SelectMany(x => x.Cure));

        await bench.RunOnceAsync();

        Assert.Equal([], await BlockedAsync(bench));
        Assert.Equal(
            BlockedFirm
                .All.Where(x => x.Billed is not null)
                .Select(x => $"{x.Reason} {x.Billed}")
                .Order(StringComparer.Ordinal),
            await bench.AskAsync(
                "SELECT engagement, printf('%.2f', net / 100.0) FROM document "
                    + "WHERE invoice_date = '2026-11-30' AND engagement NOT LIKE 'K-%' ORDER BY engagement"
            )
        );
        Assert.Equal([], await bench.DifferencesAsync(except: "undelivered"));
    }

    [Theory]
    [InlineData("PO_MISSING", null, null)]
    [InlineData("PO_LIMIT_EXCEEDED", "PO-1", 200)]
    public async Task An_order_that_stops_the_billing_run_holds_all_of_its_contract_until_it_is_there(
        string reason,
        string? number,
        int? limit
    )
    {
        await using var bench = await HubBench.StartAsync();
        var order = new PurchaseOrderTerms(
            IsRequired: true,
            limit is { } most ? new Money(most, SmallFirm.Gbp) : null
        );
        var stopped = BlockedFirm.Order(reason, order, number);
        bench.Drop([.. SmallFirm.MasterRecords, .. stopped.Cause]);

        await bench.RunOnceAsync();

        Assert.Equal([$"salesops set-aside/{reason}/1 240.00 GBP"], await bench.OwnedAsync(reason));
        Assert.Equal([$"{reason} 240 GBP"], await ReadyAsync(bench, reason));
        bench.Today = SecondOfDecember;
        bench.Drop(stopped.Cure);

        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync(reason));
        Assert.Equal([], await ReadyAsync(bench, reason));
        Assert.Contains($"TO-{reason}-001 posted 240.00 + 48.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_fee_that_an_order_stops_is_missed_with_its_amount_and_each_month_adds_to_it()
    {
        await using var bench = await HubBench.StartAsync();
        var order = new PurchaseOrderTerms(IsRequired: true);
        var stopped = BlockedFirm.Order("PO_MISSING", order, number: null);
        bench.Drop([
            .. SmallFirm.MasterRecords,
            .. stopped.Cause.Where(x => x is not Work).Select(Retained),
        ]);

        await bench.RunOnceAsync();

        Assert.Equal(
            ["salesops set-aside/PO_MISSING/1 1000.00 GBP"],
            await bench.OwnedAsync("PO_MISSING")
        );
        Assert.Equal(["PO_MISSING 1000 GBP"], await ReadyAsync(bench, "PO_MISSING"));
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();
        Assert.Equal(
            ["salesops set-aside/PO_MISSING/1 2000.00 GBP"],
            await bench.OwnedAsync("PO_MISSING")
        );
        Assert.Equal(
            ["PO_MISSING 1000 GBP", "PO_MISSING 1000 GBP"],
            await ReadyAsync(bench, "PO_MISSING")
        );
        bench.Drop(stopped.Cure.Select(Retained));

        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("PO_MISSING"));
        Assert.Equal([], await ReadyAsync(bench, "PO_MISSING"));
    }

    /// <summary>Its contracts pay 1,000.00 for each month.</summary>
    private static CanonicalFact Retained(CanonicalFact fact) =>
        fact is not Contract contract
            ? fact
            : contract with
            {
                Terms = contract.Terms with
                {
                    Lines =
                    [
                        new ContractLine.Retainer(
                            contract.Terms.Lines[0].Id,
                            LineScope.Everything,
                            new Money(1_000m, SmallFirm.Gbp)
                        ),
                    ],
                },
            };

    /// <summary>Unbilled work of a contract: why it is not ready, and its amount.</summary>
    private static async Task<IReadOnlyList<string>> ReadyAsync(HubBench bench, string engagement)
    {
        await using var tables = bench.OpenTables();
        await using var moment = await tables.OpenSnapshotAsync(Cancellation);
        var filter = new ReadinessFilter(Engagement: engagement);
        var list = await ReadinessList.ReadAsync(moment, filter, Cancellation);
        return [.. list.Rows.Select(x => $"{x.Reason ?? "ready"} {x.Amount}")];
    }

    private static string Expected(BlockedWork work)
    {
        var clock = ReasonCatalogue.Of(ReasonCode.Parse(work.Reason)).DueWithin;
        return string.Create(
                CultureInfo.InvariantCulture,
                $"{work.Reason} {work.Reason} {work.Owner} {clock} {work.Held}"
            )
            .TrimEnd();
    }

    /// <summary>Contract, reason, owner, clock and amount of everything that waits by itself.</summary>
    private static async Task<IReadOnlyList<string>> BlockedAsync(HubBench bench)
    {
        await using var tables = bench.OpenTables();
        await using var moment = await tables.OpenSnapshotAsync(Cancellation);
        var list = await ExceptionList.ReadAsync(moment, ExceptionFilter.All, Cancellation);
        return
        [
            .. list
                .Rows.Where(x => x.Id.StartsWith("work/", StringComparison.Ordinal))
                .Select(x =>
                    string.Create(
                            CultureInfo.InvariantCulture,
                            $"{x.Engagement} {x.Reason} {x.Owner.ToString().ToLowerInvariant()} {x.DueWithin} {x.Amount?.Amount:0.00}"
                        )
                        .TrimEnd()
                )
                .Order(StringComparer.Ordinal),
        ];
    }
}

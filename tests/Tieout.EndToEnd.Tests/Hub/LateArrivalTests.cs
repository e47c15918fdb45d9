using Tieout.Runtime.Storage;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>What comes late finds its place by itself.</summary>
public sealed class LateArrivalTests
{
    private static readonly LocalDate SecondOfDecember = new(2026, 12, 2);

    [Fact]
    public async Task Work_on_an_unknown_project_waits_and_is_billed_once_the_project_is_there()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        // 2 h and 3 h on a project that nobody has set up.
        bench.Drop(SmallFirm.Time(901, "P-9", 2m), SmallFirm.Time(902, "P-9", 3m));
        await bench.RunOnceAsync();
        Assert.Equal(
            ["PROJECT_UNKNOWN time/chronos/901 2", "PROJECT_UNKNOWN time/chronos/902 3"],
            await bench.ExceptionsAsync("PROJECT_UNKNOWN")
        );

        bench.Drop(SmallFirm.Project("P-9", "K-1"));
        await bench.RunOnceAsync();
        Assert.Equal([], await bench.ExceptionsAsync("PROJECT_UNKNOWN"));
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();

        // November's run: 5 h x 120.00 on K-1, the fee's second instalment on K-2.
        Assert.Equal(
            ["TO-K-1-002 posted 600.00 + 120.00", "TO-K-2-002 posted 5000.00 + 1000.00"],
            (await bench.DocumentsAsync()).Where(x => x.Contains("-002", StringComparison.Ordinal))
        );
        Assert.Equal([], await bench.DifferencesAsync());
    }

    /// <summary>One more than an append of the log may hold.</summary>
    [Fact]
    public async Task More_work_than_one_append_holds_is_released_when_its_project_is_there()
    {
        const int entries = EventLogLimits.EventsPerAppendMax + 1;
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.Drop(Enumerable.Range(1_000, entries).Select(id => SmallFirm.Time(id, "P-9", 0.5m)));
        await bench.RunOnceAsync();
        Assert.Equal(entries, (await bench.ExceptionsAsync("PROJECT_UNKNOWN")).Count);

        bench.Drop(SmallFirm.Project("P-9", "K-1"));
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.ExceptionsAsync("PROJECT_UNKNOWN"));
        Assert.Equal(
            [$"{entries}"],
            await bench.AskAsync("SELECT COUNT(*) FROM slice WHERE project = 'P-9'")
        );
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_late_rate_card_clears_what_had_no_rate()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([
            .. SmallFirm.MasterRecords.Where(x => x != SmallFirm.RateCard),
            .. SmallFirm.OctoberWork,
        ]);
        await bench.RunOnceAsync();
        Assert.Equal(150, (await bench.ExceptionsAsync("NO_RATE")).Count);
        Assert.DoesNotContain(
            await bench.DocumentsAsync(),
            x => x.StartsWith("TO-K-1", StringComparison.Ordinal)
        );

        bench.Drop(SmallFirm.RateCard);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.ExceptionsAsync("NO_RATE"));
        Assert.Equal(
            // 150 h x 120.00, in minor units.
            ["ready 150 1800000"],
            await bench.AskAsync(
                "SELECT stage, COUNT(*), SUM(amount) FROM slice WHERE engagement = 'K-1' GROUP BY stage"
            )
        );
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();
        Assert.Contains("TO-K-1-001 posted 18000.00 + 3600.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_correction_of_invoiced_work_is_credited_and_billed_anew()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();

        // One hour becomes three.
        bench.Drop(SmallFirm.Time(1, "P-1", 3m, version: 2));
        await bench.RunOnceAsync();
        Assert.Single(await bench.ExceptionsAsync("CORRECTION_PENDING"));
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();

        // Credit of 1 h x 120.00, set off against the invoice; invoice of 3 h x 120.00.
        Assert.Equal(
            [
                "TO-K-1-001 posted 18000.00 + 3600.00",
                "TO-K-1-002 paid 120.00 + 24.00",
                "TO-K-1-003 posted 360.00 + 72.00",
            ],
            (await bench.DocumentsAsync()).Where(x =>
                x.StartsWith("TO-K-1", StringComparison.Ordinal)
            )
        );
        Assert.Equal(
            ["credit-note TO-K-1-001"],
            await bench.AskAsync(
                "SELECT type, refers_to FROM document WHERE reference = 'TO-K-1-002'"
            )
        );
        Assert.Equal(await bench.JournalAsync(), await bench.TrialBalanceAsync());
        Assert.Equal([], await bench.ExceptionsAsync("CORRECTION_PENDING"));
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task Time_that_is_not_billable_comes_back_from_the_log_when_it_is_corrected()
    {
        await using var bench = await HubBench.StartAsync();
        var idle = SmallFirm.Time(901, "P-1", 3m) with { IsBillable = false };
        var other = SmallFirm.Time(902, "P-1", 2m) with { IsBillable = false };
        bench.Drop([.. SmallFirm.MasterRecords, idle, other]);
        await bench.RunOnceAsync();

        // In one batch: a conflict, a correction, and a correction of the correction.
        bench.Drop([
            other with
            {
                Note = "another note",
            },
            SmallFirm.Time(901, "P-1", 1m, version: 2) with
            {
                IsBillable = false,
            },
            SmallFirm.Time(901, "P-1", 4m, version: 3),
        ]);
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();

        Assert.Single(await bench.ExceptionsAsync("CONFLICTING_VERSION"));
        Assert.Contains("TO-K-1-001 posted 480.00 + 96.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task What_a_customer_paid_beyond_an_invoice_and_its_credits_is_to_be_refunded()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        await bench.PayAsync("TO-K-1-001", 21_600m);
        bench.Drop(SmallFirm.Time(1, "P-1", 3m, version: 2));
        await bench.RunOnceAsync();
        Assert.Equal([], await bench.OwnedAsync("REFUND_DUE"));
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();

        // 1 h x 120.00 and 20 % are credited on a paid invoice.
        Assert.Equal(
            ["finance refund/TO-K-1-001 144.00 GBP"],
            await bench.OwnedAsync("REFUND_DUE")
        );
        Assert.Contains("TO-K-1-001 paid 18000.00 + 3600.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());

        await bench.PayAsync("TO-K-1-002", -144m);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("REFUND_DUE"));
        Assert.Contains("TO-K-1-002 paid 120.00 + 24.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_paid_invoice_that_is_corrected_twice_comes_back_as_the_first_correction_left_it()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        await bench.PayAsync("TO-K-1-001", 21_600m);
        bench.Drop(SmallFirm.Time(1, "P-1", 3m, version: 2));
        bench.Today = SecondOfDecember;
        await bench.RunOnceAsync();
        await bench.PayAsync("TO-K-1-003", 432m);
        await bench.RunOnceAsync();

        bench.Drop(SmallFirm.Time(2, "P-1", 2m, version: 2));
        bench.Today = SecondOfDecember.PlusMonths(1);
        await bench.RunOnceAsync();

        Assert.Equal(
            [
                "TO-K-1-001 paid 18000.00 + 3600.00",
                "TO-K-1-002 posted 120.00 + 24.00",
                "TO-K-1-003 paid 360.00 + 72.00",
                "TO-K-1-004 posted 120.00 + 24.00",
                "TO-K-1-005 posted 240.00 + 48.00",
            ],
            (await bench.DocumentsAsync()).Where(x =>
                x.StartsWith("TO-K-1", StringComparison.Ordinal)
            )
        );
        Assert.Equal(
            ["finance refund/TO-K-1-001 288.00 GBP"],
            await bench.OwnedAsync("REFUND_DUE")
        );
        Assert.Equal([], await bench.DifferencesAsync());

        // What is told once more is known, whatever was let go of and brought back.
        bench.Drop(SmallFirm.Time(1, "P-1", 3m, version: 2));
        bench.Drop(SmallFirm.Time(2, "P-1", 2m, version: 2));
        bench.Today = SecondOfDecember.PlusMonths(2);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.ExceptionsAsync("CORRECTION_PENDING"));
        Assert.Equal(
            ["5"],
            await bench.AskAsync("SELECT COUNT(*) FROM document WHERE engagement = 'K-1'")
        );
    }

    [Fact]
    public async Task What_was_parked_on_an_unknown_project_ends_when_the_entry_is_corrected_or_deleted()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.Drop(SmallFirm.Time(301, "P-7", 4m));
        bench.Drop(SmallFirm.Time(302, "P-7", 2m));
        await bench.RunOnceAsync();
        Assert.Equal(2, (await bench.ExceptionsAsync("PROJECT_UNKNOWN")).Count);

        bench.Drop(SmallFirm.Time(301, "P-1", 4m, version: 2));
        bench.Drop(SmallFirm.Time(302, "P-7", 2m, version: 2) with { IsDeleted = true });
        await bench.RunOnceAsync();
        Assert.Equal([], await bench.ExceptionsAsync("PROJECT_UNKNOWN"));

        // The project belongs to the contract where the entry is now.
        bench.Drop(SmallFirm.Project("P-7", "K-1"));
        await bench.RunOnceAsync();
        Assert.Equal([], await bench.ExceptionsAsync("CONFLICTING_VERSION"));
        Assert.Equal(
            ["time/chronos/301 P-1"],
            await bench.AskAsync(
                "SELECT id, project FROM work WHERE id IN ('time/chronos/301', "
                    + "'time/chronos/302') AND deleted = 0"
            )
        );
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task Payments_come_back_and_documents_are_paid()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();

        // K-2 in full: 5,000.00 + 1,000.00. K-1 in part: 1,600.00 of 21,600.00.
        await bench.PayAsync("TO-K-2-001", 6_000m);
        await bench.PayAsync("TO-K-1-001", 1_600m);
        await bench.RunOnceAsync();

        Assert.Equal(
            ["TO-K-1-001 posted 160000", "TO-K-2-001 paid 600000", "TO-K-3-001 posted 0"],
            await bench.AskAsync("SELECT reference, status, paid FROM document ORDER BY 1")
        );
        Assert.Equal(await bench.JournalAsync(), await bench.TrialBalanceAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }
}

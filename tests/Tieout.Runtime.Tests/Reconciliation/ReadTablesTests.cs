using CsCheck;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Tests.Reconciliation;

public sealed class ReadTablesTests
{
    private const long Histories = 120;

    [Fact]
    public async Task The_tables_count_the_work_ledger_as_the_engagement_itself_does()
    {
        await RandomHistory.Acts.SampleAsync(
            async acts =>
            {
                await using var firm = await Firm.OpenAsync();
                await RandomHistory.PlayAsync(firm, acts);
                await firm.FollowAsync();
                await AssertSameAsync(firm.State, firm.Store);
            },
            iter: Histories
        );
    }

    [Fact]
    public async Task The_tables_follow_amendments_that_are_carried_out_and_the_ledger_holds()
    {
        var carriedOut = 0;
        await RandomHistory.Amended.SampleAsync(
            async acts =>
            {
                await using var firm = await Firm.OpenAsync();
                await firm.BillAsync();
                await RandomHistory.PlayAsync(firm, acts.Where(x => x.Act != 10));
                await firm.FollowAsync();
                await AssertSameAsync(firm.State, firm.Store);
                Assert.Empty(await TieOutTests.LedgerAsync(firm));
                var approved = firm.State.Plans.Values.Count(x => x.ApprovedBy is not null);
                Interlocked.Add(ref carriedOut, approved);
            },
            iter: Histories
        );
        Assert.True(carriedOut > Histories / 4, $"{carriedOut}");
    }

    [Fact]
    public async Task Tables_of_an_earlier_version_are_followed_anew()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await using var earlier = new SqliteReadStore(firm.Store.Name, Earlier);
        await firm.FollowAsync(earlier);

        await firm.FollowAsync();

        await AssertFollowedAnewAsync(firm, firm.Store);
    }

    /// <summary>A column less in one table.</summary>
    internal static IReadOnlyList<ReadTable> Earlier { get; } =
    [
        .. ReadTables.All.Select(table =>
            table == ReadTables.AmendmentPlan
                ? table with
                {
                    Columns =
                    [
                        .. table.Columns.Where(x =>
                            !x.Name.Equals("author", StringComparison.Ordinal)
                        ),
                    ],
                }
                : table
        ),
    ];

    internal static async Task AssertFollowedAnewAsync(Firm firm, IReadStore store)
    {
        await AssertSameAsync(firm.State, store);
        await using (var read = await store.OpenSnapshotAsync(CancellationToken.None))
        {
            Assert.Empty(
                await read.ListAsync(
                    "SELECT author FROM amendment_plan",
                    row => row.GetString(0),
                    CancellationToken.None
                )
            );
        }

        var report = await ReadTablesRebuild.RunAsync(
            firm.Log,
            store,
            replace: false,
            progress: null,
            CancellationToken.None
        );
        Assert.True(report.IsEqual, string.Join(", ", report.Differing));
    }

    [Fact]
    public async Task The_tables_are_the_same_bytes_whatever_the_pages_were_and_when_rebuilt()
    {
        await RandomHistory.Acts.SampleAsync(
            async acts =>
            {
                await using var firm = await Firm.OpenAsync();
                await RandomHistory.PlayAsync(firm, acts.Take(acts.Length / 2));
                await firm.FollowAsync(pageEvents: 3);
                await RandomHistory.PlayAsync(firm, acts.Skip(acts.Length / 2));
                await firm.FollowAsync(pageEvents: 1);

                var report = await ReadTablesRebuild.RunAsync(
                    firm.Log,
                    firm.Store,
                    replace: false,
                    progress: null,
                    CancellationToken.None
                );

                Assert.True(report.IsEqual, string.Join(", ", report.Differing));
                Assert.Equal(report.Live.Rows, report.Rebuilt.Rows);
            },
            iter: 40
        );
    }

    [Fact]
    public async Task An_invoice_posted_and_paid_is_in_the_tables_to_the_penny()
    {
        // 10 h x 100.00 = 1,000.00; tax 20% = 200.00; gross 1,200.00; paid 1,200.00.
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.DoAsync(
            new RecordPayment(
                new("ledger/9", 1, Firm.Reference(1), new(1200m, Firm.Gbp), new(2026, 11, 5))
            )
        );

        await firm.FollowAsync();

        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var journal = await read.ListAsync(
            "SELECT entry_date, account, debit, credit FROM journal ORDER BY seq, position",
            row => (row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)),
            CancellationToken.None
        );
        Assert.Equal(
            [
                ("2026-10-31", "Accounts Receivable", 120_000L, 0L),
                ("2026-10-31", "Revenue", 0L, 100_000L),
                ("2026-10-31", "VAT", 0L, 20_000L),
                ("2026-11-05", "cash", 120_000L, 0L),
                ("2026-11-05", "Accounts Receivable", 0L, 120_000L),
            ],
            journal
        );
        await AssertSameAsync(firm.State, firm.Store);
    }

    [Fact]
    public async Task A_changed_payment_is_taken_back_in_the_journal_and_posted_anew()
    {
        // 1,200.00 to be paid. Paid 1,200.00; corrected to 200.00 a day later; cancelled; 300.00,
        // and that once more under another version, which is no news to the ledger.
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        Domain.Canonical.Payment[] versions =
        [
            Paid(1, 1_200m, new(2026, 11, 5)),
            Paid(2, 200m, new(2026, 11, 6)),
            Paid(3, 0m, new(2026, 11, 5)),
            Paid(4, 300m, new(2026, 11, 5)),
            Paid(5, 300m, new(2026, 11, 5)),
        ];
        foreach (var payment in versions)
        {
            await firm.DoAsync(new RecordPayment(payment));
        }

        await firm.FollowAsync();

        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var cash = await read.ListAsync(
            "SELECT entry_date, kind, debit, credit FROM journal WHERE account = 'cash' "
                + "ORDER BY seq, position",
            row => (row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)),
            CancellationToken.None
        );
        Assert.Equal(
            [
                ("2026-11-05", "payment", 120_000L, 0L),
                ("2026-11-05", "payment-change", 0L, 120_000L),
                ("2026-11-06", "payment", 20_000L, 0L),
                ("2026-11-06", "payment-change", 0L, 20_000L),
                ("2026-11-05", "payment", 30_000L, 0L),
            ],
            cash
        );
        var rows = await PaymentsAsync(read);
        Assert.Equal([(5L, 30_000L, 30_000L, "posted")], rows);
        await AssertSameAsync(firm.State, firm.Store);
    }

    [Fact]
    public async Task A_changed_deposit_is_taken_back_in_the_journal_and_posted_anew()
    {
        // 500.00 have arrived; 300.00 it was; cancelled; 100.00 after all, and once more; paid back.
        await using var firm = await Firm.OpenAsync();
        await firm.DoAsync(new RecordContract(Firm.Contract(1, isSigned: true)));
        (long Version, decimal Amount)[] versions =
        [
            (1, 500m),
            (2, 300m),
            (3, 0m),
            (4, 100m),
            (5, 100m),
            (6, -100m),
            (7, 100m),
        ];
        Assert.Null(await firm.DoAsync(Deposit("ledger/0", 1, 1_000m)));
        foreach (var (version, amount) in versions)
        {
            Assert.Null(await firm.DoAsync(Deposit("ledger/1", version, amount)));
        }

        await firm.FollowAsync();

        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var rows = await read.ListAsync(
            "SELECT kind, account_role, debit, credit FROM journal WHERE payment = 'ledger/1' ORDER BY seq, kind DESC, ABS(position)",
            row => (row.GetString(0), row.GetString(1), row.GetInt64(2) - row.GetInt64(3)),
            CancellationToken.None
        );
        Assert.Equal(
            [
                ("deposit", "cash", 50_000L),
                ("deposit", "customer-deposits", -50_000L),
                ("deposit-change", "cash", -50_000L),
                ("deposit-change", "customer-deposits", 50_000L),
                ("deposit", "cash", 30_000L),
                ("deposit", "customer-deposits", -30_000L),
                ("deposit-change", "cash", -30_000L),
                ("deposit-change", "customer-deposits", 30_000L),
                ("deposit", "cash", 10_000L),
                ("deposit", "customer-deposits", -10_000L),
                ("deposit-change", "cash", -10_000L),
                ("deposit-change", "customer-deposits", 10_000L),
                ("deposit", "cash", -10_000L),
                ("deposit", "customer-deposits", 10_000L),
                ("deposit-change", "cash", 10_000L),
                ("deposit-change", "customer-deposits", -10_000L),
                ("deposit", "cash", 10_000L),
                ("deposit", "customer-deposits", -10_000L),
            ],
            rows
        );
        await AssertSameAsync(firm.State, firm.Store);

        static RecordDeposit Deposit(string id, long version, decimal amount) =>
            new(
                new(id, version, Firm.Engagement, new(amount, Firm.Gbp), new LocalDate(2026, 10, 1))
            );
    }

    [Fact]
    public async Task A_tampered_row_is_found_by_the_rebuild_and_put_right_by_it()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.FollowAsync();
        await Tamper.ExecuteAsync(firm, "UPDATE slice SET amount = amount + 1");
        var told = new List<(long, long)>();

        var found = await RebuildAsync(firm, replace: true, (done, all) => told.Add((done, all)));
        var after = await RebuildAsync(firm, replace: false, progress: null);

        Assert.False(found.IsEqual);
        Assert.Equal(["slice"], found.Differing);
        Assert.True(found.IsReplaced);
        Assert.True(after.IsEqual);
        var head = await firm.Log.GetHeadAsync(CancellationToken.None);
        Assert.Equal((head, head), told[^1]);
    }

    [Fact]
    public async Task A_follower_that_lost_the_tables_changes_nothing_any_more()
    {
        await using var firm = await Firm.OpenAsync();
        await using var earlier = await ClaimAsync(firm);
        await using var later = await ClaimAsync(firm);

        await Assert.ThrowsAsync<Runtime.Storage.FollowerLostException>(() =>
            earlier.CatchUpAsync(long.MaxValue, CancellationToken.None)
        );

        Assert.Equal(0, earlier.Offset);
        await later.CatchUpAsync(3, CancellationToken.None);
        Assert.Equal(3, later.Offset);
    }

    [Fact]
    public async Task Readers_see_one_moment_while_the_tables_move_on()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.FollowAsync();
        await using var before = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var offset = await before.ReadOffsetAsync(CancellationToken.None);
        await firm.BillAsync();

        await firm.FollowAsync();

        Assert.Equal(offset, await before.ReadOffsetAsync(CancellationToken.None));
        await using var after = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        Assert.True(await after.ReadOffsetAsync(CancellationToken.None) > offset);
    }

    private static Domain.Canonical.Payment Paid(long version, decimal amount, LocalDate date) =>
        new("ledger/9", version, Firm.Reference(1), new(amount, Firm.Gbp), date);

    private static Task<IReadOnlyList<(long, long, long, string)>> PaymentsAsync(
        ReadSnapshot read
    ) =>
        read.ListAsync(
            "SELECT p.version, p.amount, d.paid, d.status FROM payment p "
                + "JOIN document d ON d.reference = p.reference",
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3)),
            CancellationToken.None
        );

    private static Task<ReadModelFollower> ClaimAsync(Firm firm) =>
        ReadModelFollower.ClaimAsync(firm.Log, firm.Store, "test", CancellationToken.None);

    private static Task<RebuildReport> RebuildAsync(
        Firm firm,
        bool replace,
        Action<long, long>? progress
    ) =>
        ReadTablesRebuild.RunAsync(firm.Log, firm.Store, replace, progress, CancellationToken.None);

    internal static async Task AssertSameAsync(EngagementState state, IReadStore store)
    {
        await using var read = await store.OpenSnapshotAsync(CancellationToken.None);
        var counted = WorkLedger.Recount(state.Work.Values);
        Assert.True(counted.Agrees(state.Ledger));
        var expected = counted
            .Stages.Where(x => x.Value != default)
            .Select(x =>
                (x.Key.Stage.ToString(), x.Key.Currency, x.Value.Effort.Seconds, x.Value.Amount)
            )
            .Order();
        var actual = await read.ListAsync(
            "SELECT REPLACE(stage, '-', ''), COALESCE(currency, ''), CAST(SUM(effort) AS bigint), "
                + "CAST(SUM(COALESCE(amount, 0)) AS bigint) FROM slice GROUP BY stage, currency "
                + "HAVING SUM(effort) <> 0 OR SUM(COALESCE(amount, 0)) <> 0",
            row =>
                (
                    Enum.Parse<Stage>(row.GetString(0), ignoreCase: true).ToString(),
                    row.GetString(1),
                    row.GetInt64(2) / 100m,
                    row.GetInt64(3) / 100m
                ),
            CancellationToken.None
        );
        Assert.Equal(expected, actual.Order());
        var documents = await read.ListAsync(
            "SELECT reference, status, gross, credited, paid FROM document ORDER BY reference",
            row =>
                (
                    row.GetString(0),
                    row.GetString(1),
                    row.GetInt64(2) / 100m,
                    row.GetInt64(3) / 100m,
                    row.GetInt64(4) / 100m
                ),
            CancellationToken.None
        );
        Assert.Equal(state.Invoices.Values.Select(Described), documents);
    }

    private static (string, string, decimal, decimal, decimal) Described(InvoiceState document) =>
        (
            document.Invoice.Reference.Value,
            document.Status.ToString().ToLowerInvariant(),
            document.Invoice.Gross.Amount,
            document.Credited.Amount,
            document.Paid.Amount
        );
}

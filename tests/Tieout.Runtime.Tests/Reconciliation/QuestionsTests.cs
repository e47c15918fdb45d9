using System.Diagnostics;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Runtime.Reconciliation.Explaining;
using Tieout.Runtime.Reconciliation.Journals;
using Tieout.Runtime.Reconciliation.Stages;
using Tieout.Runtime.Reconciliation.TieOuts;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>What people ask of the read tables.</summary>
public sealed class QuestionsTests
{
    [Fact]
    public async Task The_stages_add_up_to_what_was_recorded()
    {
        // 10 h x 100.00 invoiced, 2 h x 150.00 ready, 1 h submitted at 100.00: 1,400.00 in 13 h.
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.DoAsync(new RecordWork(Firm.Time(2, 2m, role: "lead")));
        await firm.DoAsync(new RecordWork(Firm.Time(3, 1m, status: ApprovalStatus.Submitted)));
        await firm.FollowAsync();

        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var table = await StageTable.ReadAsync(
            read,
            byLegalEntity: true,
            TieOutPeriod.Ever,
            CancellationToken.None
        );

        Assert.Equal(
            [
                (Stage.AwaitingApproval, 1m, 100m),
                (Stage.Ready, 2m, 300m),
                (Stage.Invoiced, 10m, 1000m),
            ],
            table.Rows.Select(x => (x.Stage, x.Effort.Hours, x.Amount!.Value.Amount))
        );
        Assert.All(table.Rows, row => Assert.Equal("UK", row.LegalEntity));
        Assert.Equal((Effort.OfHours(13m), 1400m), table.Recorded["GBP"]);
        var september = new TieOutPeriod(new LocalDate(2026, 9, 1), new LocalDate(2026, 9, 30));
        var before = await StageTable.ReadAsync(
            read,
            byLegalEntity: true,
            september,
            CancellationToken.None
        );
        Assert.Empty(before.Rows);
    }

    [Fact]
    public async Task Everything_that_waits_has_a_reason_an_owner_and_what_clears_it()
    {
        await using var firm = await Firm.OpenAsync();
        await WaitAsync(firm);
        await firm.FollowAsync();

        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var list = await ExceptionList.ReadAsync(read, ExceptionFilter.All, CancellationToken.None);
        var held = await ExceptionList.FindAsync(
            read,
            "held/E-1/time/chronos/1",
            CancellationToken.None
        );

        Assert.Equal(
            [
                ("CONFLICTING_VERSION", ReasonOwner.Integration, null),
                ("CORRECTION_PENDING", ReasonOwner.Finance, 1000m),
                ("DELIVERY_FAILED", ReasonOwner.Integration, null),
                ("DELIVERY_REFUSED", ReasonOwner.Finance, 120m),
                ("PROJECT_UNKNOWN", ReasonOwner.ProjectManager, null),
                ("TIME_NOT_APPROVED", ReasonOwner.ProjectManager, 100m),
                ("files.bad-date", ReasonOwner.Integration, (decimal?)null),
            ],
            list.Rows.Select(x => (x.Reason, x.Owner, x.Amount?.Amount))
                .OrderBy(x => x.Reason, StringComparer.Ordinal)
        );
        Assert.All(list.Rows, row => Assert.NotEmpty(row.Next));
        Assert.Equal(list.Rows.Count, list.Rows.Select(x => x.Id).Distinct().Count());
        Assert.Equal(list.Rows.Count, list.Summary().Sum(x => x.Count));
        Assert.Contains(Firm.Reference(1).Value, held!.Detail, StringComparison.Ordinal);
        var finance = new ExceptionFilter(Owner: ReasonOwner.Finance);
        var filtered = await ExceptionList.ReadAsync(read, finance, CancellationToken.None);
        Assert.Equal(2, filtered.Rows.Count);
    }

    [Fact]
    public async Task A_rejection_ends_with_the_page_of_its_feed_that_settles_it()
    {
        await using var firm = await Firm.OpenAsync();
        var row = new RejectedRecord(
            new("chronos", "time.csv:5"),
            "files.bad-date",
            "date",
            "31 June",
            "time/chronos/5"
        );
        var page = new PageTaken(Cursor.Start, 1, [row]);
        foreach (var feed in new[] { "time", "expenses" })
        {
            await firm.AppendAsync(
                Streams.Intake("chronos", feed),
                [EventCodec.Encode(Streams.PageTakenType, page, null)]
            );
        }

        await firm.AppendAsync(
            Streams.Intake("chronos", "time"),
            [
                EventCodec.Encode(
                    Streams.PageTakenType,
                    page with
                    {
                        Rejected = [],
                        Settled = ["time/chronos/5"],
                    },
                    null
                ),
            ]
        );
        await firm.FollowAsync();

        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var list = await ExceptionList.ReadAsync(read, ExceptionFilter.All, CancellationToken.None);
        Assert.Equal("chronos/expenses", Assert.Single(list.Rows).Where);
    }

    [Theory]
    [InlineData("time/chronos/1")]
    [InlineData("TO-E-1-001")]
    [InlineData("INV-001")]
    [InlineData("id-TO-E-1-001")]
    [InlineData("ledger/9")]
    [InlineData("P-1")]
    [InlineData("E-1")]
    public async Task Any_id_leads_from_the_time_entry_to_the_payment_and_back(string id)
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.DoAsync(
            new RecordProject(new Project(Firm.Project, 1, Firm.Engagement, "Project"))
        );
        await firm.DoAsync(
            new RecordPayment(
                new("ledger/9", 1, Firm.Reference(1), new(1200m, Firm.Gbp), new(2026, 11, 5))
            )
        );
        await firm.FollowAsync();

        var found = await new Explainer(firm.Log, firm.Store).FindAsync(id, CancellationToken.None);

        var work = Assert.Single(found!.Work);
        Assert.Equal("100 an hour: level customer, card CARD, line any", work.Rate);
        Assert.Equal(
            [("lead", RateVerdict.OtherWork), ("any", RateVerdict.Chosen)],
            work.Candidates.Select(x => (x.Rate.Line, x.Verdict))
        );
        var document = Assert.Single(found.Documents);
        Assert.Equal("time/chronos/1", Assert.Single(document.Lines).Work);
        Assert.Equal(200m, Assert.Single(document.Taxes).Tax.Amount);
        Assert.Equal(5, found.Journal.Count);
        Assert.Equal(1200m, Assert.Single(found.Payments).Amount.Amount);
        Assert.NotEmpty(found.History);
        Assert.Equal(found.History.OrderBy(x => x.Sequence), found.History);
    }

    [Fact]
    public async Task A_cancelled_payment_is_explained_by_both_of_its_versions()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        foreach (var (version, amount) in new[] { (1, 1200m), (2, 0m) })
        {
            await firm.DoAsync(
                new RecordPayment(
                    new(
                        "ledger/9",
                        version,
                        Firm.Reference(1),
                        new(amount, Firm.Gbp),
                        new(2026, 11, 5)
                    )
                )
            );
        }

        await firm.FollowAsync();

        var found = await new Explainer(firm.Log, firm.Store).FindAsync(
            "ledger/9",
            CancellationToken.None
        );

        // 1,200.00 in and out again: the invoice's three lines, the payment's two, and their reverse.
        Assert.Equal(0m, Assert.Single(found!.Payments).Amount.Amount);
        Assert.Equal(
            [
                "posting",
                "posting",
                "posting",
                "payment",
                "payment",
                "payment-change",
                "payment-change",
            ],
            found.Journal.Select(x => x.Kind)
        );
        Assert.Equal(2, found.History.Count(x => x.Type is "payment-recorded"));
    }

    [Fact]
    public async Task An_id_that_nobody_knows_is_not_explained()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.FollowAsync();

        Assert.Null(
            await new Explainer(firm.Log, firm.Store).FindAsync("nothing", CancellationToken.None)
        );
    }

    [Fact]
    public async Task The_journal_satisfies_hledger_and_its_balances_are_the_tables()
    {
        var hledger = Environment.GetEnvironmentVariable("TIEOUT_TEST_HLEDGER");
        Assert.SkipWhen(
            string.IsNullOrEmpty(hledger),
            "Set TIEOUT_TEST_HLEDGER to the program hledger to check the journal with it."
        );
        await using var firm = await Firm.OpenAsync();
        await TieOutTests.CorrectAsync(firm);
        await firm.DoAsync(
            new RecordVoid(new DocumentVoided(Firm.Reference(3), 1, new(2026, 11, 20), "wrong"))
        );
        await firm.DoAsync(
            new RecordDeposit(
                new("ledger/1", 1, Firm.Engagement, new(70m, Firm.Gbp), new(2026, 11, 21))
            )
        );
        await firm.FollowAsync();
        var path = firm.File("hub.journal");
        await using (var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None))
        await using (var output = new StreamWriter(path))
        {
            await JournalExport.WriteAsync(read, output, CancellationToken.None);
        }

        var check = await RunAsync(hledger!, ["-f", path, "check", "--strict", "ordereddates"]);
        var balance = await RunAsync(hledger!, ["-f", path, "balance", "-N", "-E", "--flat"]);

        Assert.Equal(string.Empty, check);
        // Invoice 1 and its credit are even; invoice 3 was voided; 500.00 stay as a prepayment. 70.00 are a deposit.
        Assert.Equal(
            [
                "GBP -500.00 UK:Accounts Receivable",
                "GBP -70.00 UK:Deposits",
                "0 UK:Revenue",
                "0 UK:VAT",
                "GBP 570.00 UK:cash",
            ],
            balance
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line =>
                    string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                )
                .OrderBy(line => line[line.IndexOf("UK", StringComparison.Ordinal)..])
        );
    }

    /// <summary>One of each kind of thing that waits.</summary>
    private static async Task WaitAsync(Firm firm)
    {
        await firm.BillAsync();
        await firm.DoAsync(new RecordWork(Firm.Time(1, 8m, version: 2)));
        await firm.DoAsync(new RecordWork(Firm.Time(2, 1m)));
        await firm.DoAsync(new RecordWork(Firm.Time(2, 7m)));
        await firm.DoAsync(new DraftInvoice(new(2026, 9, 30), new(2026, 10, 31)));
        await firm.DoAsync(new CancelInvoiceDraft(Firm.Reference(2), "not yet"));
        await firm.DoAsync(new DraftInvoice(new(2026, 10, 31), new(2026, 10, 31)));
        await firm.DoAsync(new CancelInvoiceDraft(Firm.Reference(3), "not yet"));
        await firm.DoAsync(new ApproveInvoice(Firm.Reference(4), "ada"));
        await firm.DoAsync(
            new BlockInvoice(Firm.Reference(4), ReasonCode.DeliveryRefused, "no such account")
        );
        await firm.DoAsync(new RecordWork(Firm.Time(3, 1m, status: ApprovalStatus.Submitted)));
        RouteEvent parked = new RouteEvent.WorkParked(
            Firm.Time(4, 3m),
            new Origin("chronos", "time.csv:4")
        );
        await firm.AppendAsync(
            Streams.Route(ProjectCode()),
            [EventCodec.Encode(Streams.RouteEventType, parked, "4@1")]
        );
        var page = new PageTaken(
            Cursor.Start,
            1,
            [new RejectedRecord(new("chronos", "time.csv:5"), "files.bad-date", "date", "31 June")]
        );
        await firm.AppendAsync(
            Streams.Intake("chronos", "time"),
            [EventCodec.Encode(Streams.PageTakenType, page, null)]
        );
        LaneEvent failed = new LaneEvent.TargetFailed(
            "DELIVERY_FAILED",
            "no answer",
            firm.Clock.GetCurrentInstant()
        );
        await firm.AppendAsync(
            Streams.Lane("ledger"),
            [EventCodec.Encode(Streams.LaneEventType, failed, null)]
        );
    }

    private static Domain.Canonical.Identifiers.ProjectCode ProjectCode() =>
        Domain.Canonical.Identifiers.ProjectCode.Parse("P-9");

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C.UTF-8" },
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(string.Empty, await errors);
        return await output;
    }
}

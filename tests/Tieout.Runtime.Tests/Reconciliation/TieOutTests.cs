using System.Collections.Immutable;
using CsCheck;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.Reconciliation.TieOuts;

namespace Tieout.Runtime.Tests.Reconciliation;

public sealed class TieOutTests
{
    private static bool OutlivesItsInvoice(Firm firm, InvoiceState credit) =>
        credit.Invoice.RefersTo is { } original
        && credit.Status is InvoiceStatus.Posted or InvoiceStatus.Paid
        && firm.State.Find(original) is { Status: InvoiceStatus.Voided };

    [Fact]
    public async Task Work_invoiced_posted_corrected_credited_and_paid_ties_out()
    {
        // 1,200.00 invoiced; corrected to 8 h: credit -1,200.00, new invoice 960.00, paid 500.00.
        await using var firm = await Firm.OpenAsync();
        await CorrectAsync(firm);
        await firm.FollowAsync();

        Assert.Empty(await LedgerAsync(firm));
        Assert.Empty(await TargetAsync(firm, Target(firm)));
        Assert.Equal(3, firm.State.Invoices.Count);
    }

    [Fact]
    public async Task No_history_breaks_the_ledger_but_a_credit_memo_that_outlives_its_invoice()
    {
        await RandomHistory.Acts.SampleAsync(
            async acts =>
            {
                await using var firm = await Firm.OpenAsync();
                await RandomHistory.PlayAsync(firm, acts);
                foreach (
                    var credit in firm
                        .State.Invoices.Values.Where(x => OutlivesItsInvoice(firm, x))
                        .ToList()
                )
                {
                    var there = new DocumentVoided(credit.Invoice.Reference, 99, Firm.Day);
                    Assert.Null(await firm.DoAsync(new RecordVoid(there)));
                }

                await firm.FollowAsync();
                Assert.Empty(await LedgerAsync(firm));
            },
            iter: 60
        );
    }

    [Fact]
    public async Task A_correction_leaves_the_rest_of_a_discount_and_a_fee_standing()
    {
        await using var firm = await Firm.OpenAsync();
        var terms = Firm.Terms() with
        {
            Lines =
            [
                new ContractLine.TimeAndMaterials(
                    ContractLineId.Parse("L-1"),
                    LineScope.Everything,
                    DiscountPercent: 10m,
                    FeePercent: 5m
                ),
            ],
        };
        await firm.DoAsync(new RecordContract(new Contract(Firm.Engagement, 2, terms)));
        await firm.DoAsync(new RecordWork(Firm.Time(2, 7.5m)));
        await firm.DoAsync(new RecordWork(Firm.Time(3, 7.5m)));
        await CorrectAsync(firm);
        await firm.FollowAsync();

        Assert.Empty(await LedgerAsync(firm));
        await ReadTablesTests.AssertSameAsync(firm.State, firm.Store);
        // 23 h x 100.00 are in force, with 10 % off and 5 % on top.
        Assert.Equal(
            2_185m,
            firm.State.Invoices.Values.Where(x => x.Posted is not null)
                .Sum(x => x.Invoice.Net.Amount)
        );
    }

    [Fact]
    public async Task An_instalment_of_nothing_ties_out_before_and_after_it_is_billed()
    {
        await using var firm = await Firm.OpenAsync();
        var terms = Firm.Terms() with
        {
            Lines =
            [
                new ContractLine.FixedFee(
                    ContractLineId.Parse("L-1"),
                    LineScope.Everything,
                    [
                        new ScheduleRow("kick-off", new(2026, 10, 1), new(0m, Firm.Gbp)),
                        new ScheduleRow("delivery", new(2026, 10, 20), new(900m, Firm.Gbp)),
                    ]
                ),
            ],
        };
        await firm.DoAsync(new RecordContract(new Contract(Firm.Engagement, 2, terms)));
        await firm.FollowAsync();
        Assert.Empty(await LedgerAsync(firm));

        await firm.BillAsync();
        await firm.FollowAsync();

        Assert.Equal(900m, firm.State.Find(Firm.Reference(1))!.Invoice.Net.Amount);
        Assert.Empty(await LedgerAsync(firm));
    }

    [Fact]
    public async Task A_credit_memo_that_no_ledger_has_falls_with_its_invoice()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var invoice = firm.State.Invoices.Values.Single().Invoice.Reference;
        await firm.DoAsync(new CreditInvoice(invoice, Firm.Day));
        var credit = firm.State.Invoices.Values.Single(x => x.Invoice.IsCredit).Invoice.Reference;
        await firm.DoAsync(new ApproveInvoice(credit, "anna"));

        Assert.Null(
            await firm.DoAsync(new RecordVoid(new DocumentVoided(invoice, 1, Firm.Day, "wrong")))
        );
        await firm.FollowAsync();

        Assert.Equal(InvoiceStatus.Voided, firm.State.Find(credit)!.Status);
        Assert.Empty(await LedgerAsync(firm));
    }

    [Fact]
    public async Task What_a_target_holds_differently_is_named_with_its_difference()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.FollowAsync();
        var good = Target(firm)[0];
        var pound = new Money(1m, Firm.Gbp);

        Assert.Equal(
            [("NET_DIFFERS_IN_TARGET", 1m)],
            Codes(await TargetAsync(firm, [good with { Net = good.Net!.Value + pound }]))
        );
        Assert.Equal(
            [("TAX_DIFFERS_IN_TARGET", -1m)],
            Codes(await TargetAsync(firm, [good with { Tax = good.Tax!.Value - pound }]))
        );
        Assert.Equal(
            [("OPEN_DIFFERS_IN_TARGET", -1m)],
            Codes(await TargetAsync(firm, [good with { Open = good.Open!.Value - pound }]))
        );
        Assert.Equal([("MISSING_IN_TARGET", -1200m)], Codes(await TargetAsync(firm, [])));
        // Another target keeps the books of this legal entity.
        Assert.Empty(await TargetAsync(firm, [], name: "other"));
        Assert.Equal(
            [("BELONGS_TO_OTHER_TARGET", 1200m)],
            Codes(await TargetAsync(firm, [good], name: "other"))
        );
        Assert.Equal(
            [("DUPLICATE_IN_TARGET", 1200m)],
            Codes(await TargetAsync(firm, [good, good with { ExternalId = "other" }]))
        );
        Assert.Equal(
            [("UNKNOWN_IN_TARGET", 1200m)],
            Codes(await TargetAsync(firm, [good, good with { NaturalKey = "TO-E-1-099" }]))
        );
        Assert.Equal(
            [("VOIDED_IN_TARGET", -1200m)],
            Codes(await TargetAsync(firm, [good with { State = TargetState.Voided }]))
        );
        Assert.Equal(
            ["NUMBER_DIFFERS_IN_TARGET"],
            (await TargetAsync(firm, [good with { Number = "X" }])).Select(x => x.Code)
        );
        Assert.Equal(
            ["STATE_DIFFERS_IN_TARGET"],
            (await TargetAsync(firm, [good with { State = TargetState.Draft }])).Select(x => x.Code)
        );
    }

    [Fact]
    public async Task What_a_target_deducts_is_compared_and_taken_on_trust_where_it_does_not_tell()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.KnowAsync(
            new AccountMapping(Firm.Entity, AccountRole.RetentionReceivable, 1, "Retentions")
        );
        var terms = Firm.Terms() with { RetentionPercent = 5m };
        await firm.DoAsync(new RecordContract(new Contract(Firm.Engagement, 2, terms)));
        await firm.BillAsync();
        await firm.FollowAsync();
        // 1,000.00 and 200.00 tax, of which 50.00 are kept back.
        var good = Target(firm)[0] with
        {
            Deducted = Pounds(50m),
            Open = Pounds(1_150m),
        };

        Assert.Empty(await TargetAsync(firm, [good]));
        Assert.Empty(await TargetAsync(firm, [good with { Deducted = null }]));
        Assert.Equal(
            [("DEDUCTION_DIFFERS_IN_TARGET", -10m)],
            Codes(
                await TargetAsync(
                    firm,
                    [good with { Deducted = Pounds(40m), Open = Pounds(1_160m) }]
                )
            )
        );
        Assert.Equal(
            [("OPEN_DIFFERS_IN_TARGET", 50m)],
            Codes(await TargetAsync(firm, [good with { Deducted = null, Open = Pounds(1_200m) }]))
        );

        static Money Pounds(decimal amount) => new(amount, Firm.Gbp);
    }

    [Fact]
    public async Task No_check_reads_a_whole_table_for_each_row_of_another()
    {
        // 40,000 entries took 53 s: one check joined two subqueries, which SQLite does in full.
        await using var firm = await Firm.OpenAsync();
        await firm.FollowAsync();
        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);

        foreach (var check in LedgerChecks.All)
        {
            var plan = await read.ListAsync(
                $"EXPLAIN QUERY PLAN {check.Sql}",
                row => row.GetString(3),
                CancellationToken.None,
                TieOutPeriod.Ever.Parameters
            );
            Assert.DoesNotContain(
                plan,
                step =>
                    step.StartsWith("SCAN", StringComparison.Ordinal)
                    && step.EndsWith("LEFT-JOIN", StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [InlineData("UPDATE slice SET amount = amount + 1", "SLICE_DIFFERS_FROM_DOCUMENT")]
    [InlineData("UPDATE slice SET effort = effort + 36", "WORK_NOT_SLICED")]
    [InlineData("DELETE FROM slice", "WORK_NOT_SLICED")]
    [InlineData("DELETE FROM work", "SLICE_WITHOUT_WORK")]
    [InlineData("UPDATE share SET amount = amount - 1", "LINE_DIFFERS_FROM_SHARES")]
    [InlineData("UPDATE document_line SET amount = amount - 1", "NET_DIFFERS_FROM_LINES")]
    [InlineData("UPDATE document_tax SET tax = tax - 1", "TAX_DIFFERS_FROM_SUBTOTALS")]
    [InlineData("UPDATE document SET gross = gross + 1", "GROSS_DIFFERS")]
    [InlineData("UPDATE document SET paid = 1", "PAID_DIFFERS_FROM_PAYMENTS")]
    [InlineData("UPDATE document SET paid = 1", "JOURNAL_DIFFERS_FROM_PAYMENTS")]
    [InlineData("UPDATE document SET credited = 1", "CREDITED_DIFFERS_FROM_CREDIT_MEMOS")]
    [InlineData("UPDATE document SET status = 'voided'", "HOURS_NOT_POSTED")]
    [InlineData("UPDATE slice SET stage = 'blocked'", "HOURS_WITHOUT_REASON")]
    [InlineData("UPDATE journal SET debit = debit + 1 WHERE debit > 0", "JOURNAL_NOT_BALANCED")]
    [InlineData("DELETE FROM journal", "JOURNAL_DIFFERS_FROM_DOCUMENT")]
    public async Task A_figure_that_was_tampered_with_is_named(string sql, string code)
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.FollowAsync();
        Assert.Empty(await LedgerAsync(firm));

        await Tamper.ExecuteAsync(firm, sql);

        Assert.Contains(
            await LedgerAsync(firm),
            x => x.Code.Equals(code, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_document_that_is_credited_beyond_its_net_is_named()
    {
        await using var firm = await Firm.OpenAsync();
        await CorrectAsync(firm);
        await firm.FollowAsync();
        Assert.Empty(await LedgerAsync(firm));

        await Tamper.ExecuteAsync(firm, "UPDATE document SET net = 3 * net WHERE refers_to <> ''");

        var found = Assert.Single(
            await LedgerAsync(firm),
            x => x.Code.Equals("CREDITED_BEYOND_NET", StringComparison.Ordinal)
        );
        Assert.Equal(Firm.Reference(1).Value, found.Where);
    }

    [Fact]
    public async Task A_period_leaves_out_what_is_not_in_it()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.FollowAsync();
        var september = new TieOutPeriod(new(2026, 9, 1), new(2026, 9, 30));

        Assert.Empty(await TargetAsync(firm, [], september));
        Assert.Single(await TargetAsync(firm, []));
    }

    internal static async Task CorrectAsync(Firm firm)
    {
        await firm.BillAsync();
        await firm.DoAsync(new RecordWork(Firm.Time(1, 8m, version: 2)));
        await firm.DoAsync(new DraftInvoice(new(2026, 10, 31), new(2026, 11, 2)));
        await firm.DoAsync(new ApproveInvoice(Firm.Reference(2), "ada"));
        await firm.DoAsync(new RecordPosting(Firm.Reference(2), Firm.Posted(Firm.Reference(2))));
        await firm.DoAsync(new DraftInvoice(new(2026, 10, 31), new(2026, 11, 2)));
        await firm.DoAsync(new ApproveInvoice(Firm.Reference(3), "ada"));
        await firm.DoAsync(new RecordPosting(Firm.Reference(3), Firm.Posted(Firm.Reference(3))));
        await firm.DoAsync(
            new RecordPayment(
                new("ledger/1", 1, Firm.Reference(3), new(500m, Firm.Gbp), new(2026, 11, 9))
            )
        );
    }

    /// <summary>What a faithful target would answer.</summary>
    private static IReadOnlyList<TargetRecord> Target(Firm firm) =>
        [
            .. firm
                .State.Invoices.Values.Where(x => x.Posted is not null)
                .Select(x => new TargetRecord(
                    x.Invoice.Reference.Value,
                    x.Posted!.ExternalId,
                    TargetState.Posted,
                    x.Posted.Number,
                    x.Posted.AccountingDate,
                    x.Invoice.Net,
                    x.Invoice.Tax,
                    x.Invoice.Gross - x.Paid
                )),
        ];

    private static IEnumerable<(string, decimal?)> Codes(
        IEnumerable<TieOutDifference> differences
    ) => differences.Select(x => (x.Code, x.Difference?.Amount));

    internal static async Task<IReadOnlyList<TieOutDifference>> LedgerAsync(Firm firm)
    {
        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var result = await TieOutReport.OfLedgerAsync(
            read,
            TieOutPeriod.Ever,
            CancellationToken.None
        );
        return result.Differences;
    }

    private static async Task<IReadOnlyList<TieOutDifference>> TargetAsync(
        Firm firm,
        IReadOnlyList<TargetRecord> target,
        TieOutPeriod? period = null,
        string name = "ledger"
    )
    {
        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var result = await TieOutReport.OfTargetAsync(
            read,
            name,
            target,
            period ?? TieOutPeriod.Ever,
            ImmutableHashSet<string>.Empty,
            CancellationToken.None
        );
        return result.Differences;
    }
}

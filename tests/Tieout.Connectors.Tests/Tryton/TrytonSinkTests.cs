using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tryton;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tests.Tryton;

public sealed class TrytonSinkTests(TrytonClone clone) : TrytonTest(clone)
{
    [Fact]
    public async Task An_invoice_is_posted_exact_to_the_cent()
    {
        // 10 h x 150.00 = 1,500.00; 2.5 h x 80.00 = 200.00; net 1,700.00; 20 % = 340.00.
        var document = Documents.Invoice(
            NewReference(),
            [Documents.Hours(1, 10m, 150m), Documents.Hours(2, 2.5m, 80m)]
        );

        var before = await BalancesAsync();
        var record = await DeliverAsync(document);
        var after = await BalancesAsync();

        Assert.Equal(
            new TargetRecord(
                document.NaturalKey,
                record.ExternalId,
                TargetState.Posted,
                record.Number,
                Documents.March31,
                Dollars(1700m),
                Dollars(340m),
                Dollars(2040m)
            ),
            record
        );
        Assert.Matches("^INV-2026-[0-9]{5}$", record.Number);
        Assert.Equal(2040m, after.Receivable - before.Receivable);
        Assert.Equal(-1700m, after.Revenue - before.Revenue);
        Assert.Equal(-340m, after.Tax - before.Tax);
    }

    [Fact]
    public async Task The_due_date_of_the_hub_is_the_maturity_in_the_ledger()
    {
        var record = await DeliverAsync(
            Documents.Invoice(NewReference(), [Documents.Hours(1, 1m, 100m)])
        );

        var open = await Bench.Rpc.SearchReadAsync<Maturity>(
            new(
                "account.move.line",
                [
                    new object[] { "account.name", "=", "Main Receivable" },
                    new object[] { "move.origin", "=", $"account.invoice,{record.ExternalId}" },
                ],
                ["maturity_date"]
            ),
            Cancel
        );

        // 31 March and 30 days.
        Assert.Equal(new LocalDate(2026, 4, 30), Assert.Single(open).MaturityDate);
    }

    [Theory]
    // A third of an hour has no end in decimals: 0.3333... h x 100.00 = 33.33.
    [InlineData("0.333333333333", "100", "33.33")]
    // A price with five decimals does not fit: 8 h x 123.45675 = 987.654.
    [InlineData("8", "123.45675", "987.65")]
    // The product falls between two cents: 0.5 h x 0.25 = 0.125 goes up to 0.13; Tryton has 0.12.
    [InlineData("0.5", "0.25", "0.13")]
    public async Task A_line_that_Tryton_would_round_otherwise_is_sent_as_one_piece(
        string hours,
        string price,
        string amount
    )
    {
        var line = Documents.Hours(1, Number(hours), Number(price));
        Assert.Equal(Number(amount), line.Amount.Amount);

        var record = await DeliverAsync(Documents.Invoice(NewReference(), [line]));

        Assert.Equal(Dollars(Number(amount)), record.Net);
        var sent = await LinesAsync(record);
        Assert.Equal(1m, sent[0].Quantity);
        Assert.Contains(" h)", sent[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tax_that_Tryton_computes_otherwise_is_refused_and_leaves_nothing_behind()
    {
        // 2.00 at 8.25 % = 0.165: the hub rounds half up to 0.17, Tryton half to even to 0.16.
        var document = Documents.Invoice(
            NewReference(),
            [Documents.Hours(1, 1m, 2m, taxCode: "TAX825")],
            rate: 8.25m
        );

        var refusal = await FailureAsync(() => DeliverAsync(document));

        Assert.Equal(ConnectorFault.Refused, refusal.Fault);
        Assert.Equal("TAX_DIFFERENCE", refusal.Reason);
        Assert.Contains("0.17 in the hub and 0.16", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await Sink.FindAsync(document, Cancel));
    }

    [Fact]
    public async Task Delivering_twice_posts_once()
    {
        var document = Documents.Invoice(NewReference(), [Documents.Hours(1, 10m, 150m)]);

        var before = await BalancesAsync();
        var first = await DeliverAsync(document);
        var second = await DeliverAsync(document);
        var after = await BalancesAsync();

        Assert.Equal(first, second);
        Assert.Single(await Sink.FindAsync(document, Cancel));
        // 1,500.00 and 20 % = 1,800.00, once.
        Assert.Equal(1800m, after.Receivable - before.Receivable);
    }

    [Fact]
    public async Task A_draft_that_a_crash_left_behind_is_carried_on()
    {
        var document = Documents.Invoice(NewReference(), [Documents.Hours(1, 10m, 150m)]);
        var copy = await DraftLeftBehindAsync(document);

        var found = await Sink.FindAsync(document, Cancel);
        Assert.Equal(TargetState.Draft, Assert.Single(found).State);
        var record = await Sink.WriteAsync(document, found[0], Cancel);

        Assert.Equal(copy, Id(record));
        Assert.Equal(TargetState.Posted, record.State);
        Assert.Equal(Dollars(300m), record.Tax);
        Assert.Single(await Sink.FindAsync(document, Cancel));
    }

    [Fact]
    public async Task Of_two_drafts_one_is_posted_and_the_surplus_discarded()
    {
        var document = Documents.Invoice(NewReference(), [Documents.Hours(1, 10m, 150m)]);
        var older = await DraftLeftBehindAsync(document);
        var newer = await DraftLeftBehindAsync(document);

        var found = await Sink.FindAsync(document, Cancel);
        Assert.Equal([older, newer], found.Select(Id));
        await Sink.DiscardAsync(found[1], Cancel);
        await Sink.DiscardAsync(found[1], Cancel);
        await Sink.WriteAsync(document, found[0], Cancel);

        Assert.Equal(older, Id(Assert.Single(await Sink.FindAsync(document, Cancel))));
    }

    [Fact]
    public async Task A_posted_document_is_never_discarded()
    {
        var document = Documents.Invoice(NewReference(), [Documents.Hours(1, 10m, 150m)]);
        var record = await DeliverAsync(document);

        var refusal = await FailureAsync(() => Sink.DiscardAsync(record, Cancel));

        Assert.Equal(ConnectorFault.Refused, refusal.Fault);
        Assert.Equal(TargetState.Posted, (await Sink.FindAsync(document, Cancel))[0].State);
    }

    [Fact]
    public async Task A_credit_memo_takes_the_amounts_back_under_a_number_of_its_own()
    {
        // 10 h x 150.00 = 1,500.00; 4 h of them credited: -600.00; 20 % = -120.00.
        var first = await DeliverAsync(
            Documents.Invoice(NewReference(), [Documents.Hours(1, 10m, 150m)])
        );
        var credit = Documents.Invoice(
            NewReference(),
            [Documents.Hours(1, -4m, 150m)],
            type: InvoiceType.CreditNote
        );

        var before = await BalancesAsync();
        var record = await DeliverAsync(credit);
        var after = await BalancesAsync();

        Assert.Matches("^CN-2026-[0-9]{5}$", record.Number);
        Assert.Equal(TargetState.Posted, record.State);
        Assert.Equal((Dollars(-600m), Dollars(-120m)), (record.Net, record.Tax));
        Assert.Equal(600m, after.Revenue - before.Revenue);
        Assert.Equal(-720m, after.Receivable - before.Receivable);
        var next = await DeliverAsync(
            Sink,
            Documents.Invoice(NewReference(), [Documents.Hours(1, 1m, 150m)])
        );
        // The credit memo took no number from the invoices.
        Assert.Equal(1, Sequence(next) - Sequence(first));
    }

    [Fact]
    public async Task All_documents_of_the_hub_are_listed_page_by_page_and_no_others()
    {
        for (var i = 1; i <= 5; i++)
        {
            var reference = string.Create(CultureInfo.InvariantCulture, $"H_B-{i}");
            await DeliverAsync(Documents.Invoice(reference, [Documents.Hours(1, i, 100m)]));
        }

        await DeliverAsync(Documents.Invoice("HXB-6", [Documents.Hours(1, 6m, 100m)]));
        var small = Database.OptionsWith(pageSize: 2);
        var sink = new TrytonSink(Database.Connect(small), small);

        var listed = await sink.ListAsync("H_B-", dates: null, Cancel).ToListAsync(Cancel);

        Assert.Equal(
            ["H_B-1", "H_B-2", "H_B-3", "H_B-4", "H_B-5"],
            listed.Select(record => record.NaturalKey)
        );
        Assert.Equal(1, await sink.ListAsync("HXB-", dates: null, Cancel).CountAsync(Cancel));
    }

    [Theory]
    [InlineData("EUR", "FX_RATE_MISSING", "no currency EUR")]
    public async Task A_currency_that_Tryton_does_not_have_is_refused(
        string currency,
        string reason,
        string text
    )
    {
        var document = Documents.Invoice(
            NewReference(),
            [Documents.Hours(1, 1m, 100m, currency: currency)],
            currency: currency
        );

        var refusal = await FailureAsync(() => DeliverAsync(document));

        Assert.Equal((ConnectorFault.Refused, reason), (refusal.Fault, refusal.Reason));
        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_mapped_is_refused_with_the_reason_that_finance_acts_on()
    {
        var document = Documents.Invoice(
            NewReference(),
            [Documents.Hours(1, 1m, 100m, taxCode: "NOT-MAPPED")]
        );
        var tax = await FailureAsync(() => DeliverAsync(document));
        var stranger = document with { BillTo = Documents.Acme with { Code = new("C-404") } };
        var customer = await FailureAsync(() => DeliverAsync(stranger));

        Assert.Equal("TAX_CODE_MISSING", tax.Reason);
        Assert.Equal("CUSTOMER_NOT_IN_ERP", customer.Reason);
        Assert.Empty(await Sink.FindAsync(document, Cancel));
    }

    // A hub that died after create: Tryton has computed no tax on it yet.
    private async Task<int> DraftLeftBehindAsync(Delivery.Document document)
    {
        var another = document with
        {
            Invoice = document.Invoice with { Reference = new("TEMPLATE") },
        };
        var source = await Sink.FindAsync(another, Cancel);
        var template = source.Count > 0 ? source[0] : await DeliverAsync(another);
        var copy = await Bench.Rpc.CallAsync<int[]>(
            TrytonCall.Change("account.invoice", "copy", [new[] { Id(template) }]),
            Cancel
        );
        await Bench.Rpc.WriteAsync(
            "account.invoice",
            copy,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["reference"] = document.Invoice.Reference.Value,
                ["invoice_date"] = null,
            },
            Cancel
        );
        return copy[0];
    }

    private async Task<IReadOnlyList<SentLine>> LinesAsync(TargetRecord record) =>
        await Bench.Rpc.SearchReadAsync<SentLine>(
            new(
                "account.invoice.line",
                [new object[] { "invoice", "=", Id(record) }],
                ["quantity", "description"]
            ),
            Cancel
        );

    private async Task<Balances> BalancesAsync() =>
        new(
            await Bench.BalanceAsync("Main Receivable", Cancel),
            await Bench.BalanceAsync("Main Revenue", Cancel),
            await Bench.BalanceAsync("Main Tax", Cancel)
        );

    private static int Sequence(TargetRecord record) =>
        int.Parse(record.Number!.AsSpan(^5..), CultureInfo.InvariantCulture);

    private sealed record Balances(decimal Receivable, decimal Revenue, decimal Tax);

    private sealed record Maturity(int Id, LocalDate MaturityDate);

    private sealed record SentLine(int Id, decimal Quantity, string Description);
}

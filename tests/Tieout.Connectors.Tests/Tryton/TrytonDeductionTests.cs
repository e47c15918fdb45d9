using Tieout.Connect;
using Tieout.Connectors.Tryton;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Testing.Faults;

namespace Tieout.Connectors.Tests.Tryton;

/// <summary>
/// What a customer keeps back or has paid before: 10 h x 150.00 = 1,500.00 and 20 % = 1,800.00, of
/// which 75.00 are kept back and 500.00 were paid. 1,225.00 are left.
/// </summary>
public sealed class TrytonDeductionTests(TrytonClone clone) : TrytonTest(clone), IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await Bench.AddAccountAsync("Retention", Cancel);
        await Bench.AddAccountAsync("Deposits", Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_deducted_is_on_its_accounts_and_not_receivable()
    {
        var document = Deducting(75m, 500m);
        var before = await BalancesAsync();

        var record = await DeliverAsync(document);
        var again = await DeliverAsync(document);

        Assert.Equal((Dollars(1500m), Dollars(300m)), (record.Net, record.Tax));
        Assert.Equal((Dollars(575m), Dollars(1225m)), (record.Deducted, record.Open));
        Assert.Equal(record, again);
        Assert.Equal(new Balances(1225m, 75m, 500m), await BalancesAsync() - before);
        // The invoice, and one entry for both deductions.
        Assert.Equal(2, await Bench.PostingsAsync(document.NaturalKey, Cancel));
        var listed = await Sink.ListAsync(document.NaturalKey, dates: null, Cancel)
            .ToListAsync(Cancel);
        Assert.Equal(Dollars(575m), Assert.Single(listed).Deducted);
    }

    [Theory]
    [InlineData("account.invoice.create", 0, TargetState.Draft, false)]
    // The first answer is Tryton's question about the due date in the past.
    [InlineData("account.invoice.post", 1, TargetState.Posted, true)]
    [InlineData("account.move.create", 0, TargetState.Posted, true)]
    [InlineData("account.move.post", 0, TargetState.Posted, false)]
    public async Task A_hub_that_dies_on_the_way_ends_with_one_invoice_and_one_entry(
        string lastCall,
        int answered,
        TargetState left,
        bool isUnfinished
    )
    {
        await using var proxy = new AnswerLoser(Database.Server.Address);
        var options = Database.OptionsWith(proxy.Address);
        var dying = new TrytonSink(Database.Connect(options), options);
        var document = Deducting(75m, 500m);
        _ = await DeliverAsync(Documents.Party);
        var before = await BalancesAsync();

        proxy.CutAfter(lastCall, answered);
        _ = await FailureAsync(() => DeliverAsync(dying, document));
        Assert.Equal(1, proxy.Lost);

        var found = Assert.Single(await Sink.FindAsync(document, Cancel));
        Assert.Equal((left, isUnfinished), (found.State, found.IsUnfinished));
        var record = await Sink.WriteAsync(document, found, Cancel);

        Assert.Equal((Dollars(575m), Dollars(1225m)), (record.Deducted, record.Open));
        Assert.Equal(new Balances(1225m, 75m, 500m), await BalancesAsync() - before);
        Assert.Equal(2, await Bench.PostingsAsync(document.NaturalKey, Cancel));
        Assert.False(Assert.Single(await Sink.FindAsync(document, Cancel)).IsUnfinished);
    }

    [Fact]
    public async Task Who_pays_the_rest_has_paid_all_and_the_entry_is_no_payment()
    {
        var document = Deducting(75m, 500m);
        var record = await DeliverAsync(document);
        var paidOn = new LocalDate(2026, 4, 10);
        Assert.Empty(await PaymentsAsync(record));

        await Bench.PayAsync(Id(record), 225m, paidOn, Cancel);
        await Bench.PayAsync(Id(record), 1000m, paidOn, Cancel);

        var paid = Assert.Single(await Sink.FindAsync(document, Cancel));
        Assert.Equal(
            (TargetState.Paid, Dollars(0m), Dollars(575m)),
            (paid.State, paid.Open, paid.Deducted)
        );
        Assert.Equal(
            [Dollars(225m), Dollars(1000m)],
            (await PaymentsAsync(record)).Select(x => x.Amount).OrderBy(x => x.Amount)
        );
    }

    [Fact]
    public async Task An_amount_paid_in_advance_may_leave_nothing_to_pay()
    {
        var record = await DeliverAsync(Deducting(0m, 1800m));

        Assert.Equal((Dollars(1800m), Dollars(0m)), (record.Deducted, record.Open));
    }

    [Fact]
    public async Task In_another_currency_it_is_booked_at_the_rate_of_the_invoice()
    {
        await Bench.AddCurrencyAsync("JPY", 0, 150m, Cancel);
        var yen = CurrencyCode.Parse("JPY");
        var document = Documents.Invoice(
            NewReference(),
            [Documents.Hours(1, 10m, 10_000m, currency: "JPY")],
            currency: "JPY"
        );
        var before = await BalancesAsync();

        var record = await DeliverAsync(Deducting(document, 5_000m, 0m));

        // 120,000 yen are 800.00 dollars, and 5,000 of them 33.33.
        Assert.Equal(
            (new Money(5_000m, yen), new Money(115_000m, yen)),
            (record.Deducted, record.Open)
        );
        Assert.Equal(new Balances(766.67m, 33.33m, 0m), await BalancesAsync() - before);
    }

    [Fact]
    public async Task What_somebody_has_begun_to_settle_is_left_to_them()
    {
        var whole = Documents.Invoice(NewReference(), [Documents.Hours(1, 10m, 150m)]);
        var record = await DeliverAsync(whole);
        await Bench.PayAsync(Id(record), 1225m, new LocalDate(2026, 4, 10), Cancel);

        var found = Assert.Single(await Sink.FindAsync(Deducting(whole, 75m, 500m), Cancel));

        Assert.False(found.IsUnfinished);
        Assert.Null(found.Deducted);
        Assert.Equal(Dollars(575m), found.Open);
    }

    [Fact]
    public async Task Without_its_account_nothing_is_written()
    {
        var document = Deducting(75m, 0m);
        var unmapped = document with
        {
            Accounts = document
                .Accounts.Where(x => x.Key is not AccountRole.RetentionReceivable)
                .ToDictionary(),
        };

        var refusal = await FailureAsync(() => DeliverAsync(unmapped));

        Assert.Equal(
            (ConnectorFault.Refused, "GL_MAPPING_MISSING"),
            (refusal.Fault, refusal.Reason)
        );
        Assert.Empty(await Sink.FindAsync(document, Cancel));
    }

    private static Delivery.Document Deducting(decimal retention, decimal prepaid) =>
        Deducting(
            Documents.Invoice(NewReference(), [Documents.Hours(1, 10m, 150m)]),
            retention,
            prepaid
        );

    private static Delivery.Document Deducting(
        Delivery.Document document,
        decimal retention,
        decimal prepaid
    ) =>
        document with
        {
            Invoice = document.Invoice with
            {
                Retention = new Money(retention, document.Invoice.Currency),
                PrepaidApplied = new Money(prepaid, document.Invoice.Currency),
            },
            Accounts = new Dictionary<AccountRole, string>(document.Accounts)
            {
                [AccountRole.RetentionReceivable] = "Retention",
                [AccountRole.CustomerDeposits] = "Deposits",
            },
        };

    private async Task<IReadOnlyList<Payment>> PaymentsAsync(TargetRecord record)
    {
        var source = new TrytonSource(Bench.Rpc, Database.Options, SystemClock.Instance);
        var feed = source.Feeds.Single(one => one.Name is "payments");
        var pages = await source.ReadAsync(feed, Cursor.Start, Cancel).ToListAsync(Cancel);
        return
        [
            .. pages
                .SelectMany(page => page.Records)
                .Select(one => (Payment)one.Fact)
                .Where(x => x.Invoice == InvoiceReference.Parse(record.NaturalKey)),
        ];
    }

    private async Task<Balances> BalancesAsync() =>
        new(
            await Bench.BalanceAsync("Main Receivable", Cancel),
            await Bench.BalanceAsync("Retention", Cancel),
            await Bench.BalanceAsync("Deposits", Cancel)
        );

    private sealed record Balances(decimal Receivable, decimal Retention, decimal Deposits)
    {
        public static Balances operator -(Balances after, Balances before) =>
            new(
                after.Receivable - before.Receivable,
                after.Retention - before.Retention,
                after.Deposits - before.Deposits
            );
    }
}

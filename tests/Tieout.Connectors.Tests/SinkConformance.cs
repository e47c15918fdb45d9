using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.Tests;

/// <summary>The contract of <see cref="ISink"/>. Every sink's tests derive from it.</summary>
public abstract partial class SinkConformance : IAsyncLifetime
{
    private SinkUnderTest _target = null!;
    private SampleDocuments _samples = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private ISink Sink => _target.Sink;

    public async ValueTask InitializeAsync()
    {
        _target = await OpenTargetAsync();
        _samples = new SampleDocuments(_target);
    }

    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_settings_of_a_connection_are_proven() => await Sink.CheckAsync(Token);

    [Fact]
    public async Task A_customer_is_written_once_and_brought_up_to_date()
    {
        Assert.Empty(await Sink.FindAsync(_samples.Party(), Token));

        await WriteAsync(_samples.Party());
        await WriteAsync(_samples.Party());
        var moved = await WriteAsync(_samples.Party("Contoso & Sons Ltd", city: "Leeds"));

        Assert.Equal(_samples.Party().NaturalKey, moved.NaturalKey);
        Assert.Single(await Sink.FindAsync(_samples.Party(), Token));
        var name = await _target.CustomerNameAsync(_samples.Party().NaturalKey, Token);
        Assert.Equal("Contoso & Sons Ltd", name);
    }

    [Fact]
    public async Task A_name_arrives_in_any_script()
    {
        const string name = "Ångström & Łukasz 株式会社 Ωμέγα 🚀";
        await WriteAsync(_samples.Party(name));

        Assert.Equal(name, await _target.CustomerNameAsync(_samples.Party().NaturalKey, Token));
    }

    [Fact]
    public async Task An_invoice_is_posted_with_the_hubs_amounts_to_the_cent()
    {
        await WriteAsync(_samples.Party());

        // 100.03 + 0.02 = 100.05; 20 % of it is 20.01. By line it would be 20.01 + 0.00.
        var posted = await WriteAsync(_samples.Invoice("A", 100.03m, 0.02m));

        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal(new Money(100.05m, _target.Currency), posted.Net);
        Assert.Equal(new Money(20.01m, _target.Currency), posted.Tax);
        Assert.Equal(new Money(120.06m, _target.Currency), posted.Open);
        Assert.False(string.IsNullOrEmpty(posted.Number));
        Assert.Equal(_target.OpenDay, posted.AccountingDate);
        Assert.Equal(posted, Assert.Single(await FindAsync("A")));
        Assert.Equal(1, await PostingsAsync("A"));
    }

    [Fact]
    public async Task An_invoice_that_was_never_written_is_not_found() =>
        Assert.Empty(await FindAsync("NONE"));

    [Fact]
    public async Task Writing_again_what_was_found_posted_changes_nothing()
    {
        await WriteAsync(_samples.Party());
        var invoice = _samples.Invoice("A", 50m);
        var first = await WriteAsync(invoice);

        var again = await Sink.WriteAsync(invoice, first, Token);

        Assert.Equal(first, again);
        Assert.Equal(1, await PostingsAsync("A"));
    }

    [Fact]
    public async Task A_credit_memo_is_negative_and_refers_to_its_invoice()
    {
        await WriteAsync(_samples.Party());
        var invoice = _samples.Invoice("A", 1000m);
        var posted = await WriteAsync(invoice);

        // -400.05 and 20 % of it: -80.01.
        var credit = await WriteAsync(_samples.Credit("B", invoice, posted, -400.05m));

        Assert.True(credit.State is TargetState.Posted or TargetState.Paid, $"{credit.State}");
        Assert.Equal(new Money(-400.05m, _target.Currency), credit.Net);
        Assert.Equal(new Money(-80.01m, _target.Currency), credit.Tax);
        Assert.NotEqual(posted.Number, credit.Number);
        Assert.Equal(1, await PostingsAsync("B"));
    }

    [Fact]
    public async Task The_last_credit_of_an_invoice_takes_the_rest_of_its_tax()
    {
        await WriteAsync(_samples.Party());
        var invoice = _samples.Invoice("A", 10.03m, 10.03m);
        var posted = await WriteAsync(invoice);

        // 20 % of 20.06 is 4.01; of 10.03 it is 2.01. The second credit has 2.00 left.
        var first = await WriteAsync(_samples.Credit("B", invoice, posted, -10.03m));
        var rest = _samples.Credit("C", invoice, posted, -10.03m);
        var tax = rest.Invoice.Taxes[0] with { Tax = new Money(-2m, _target.Currency) };
        var delivery = rest with { Invoice = rest.Invoice with { Taxes = [tax] } };
        if (!_target.TakesTaxOfCredits)
        {
            var refused = await FailureOfAsync(() => WriteAsync(delivery));
            Assert.Equal("TAX_DIFFERENCE", refused.Reason);
            Assert.Equal(0, await PostingsAsync("C"));
            return;
        }

        var last = await WriteAsync(delivery);

        Assert.Equal(new Money(-2.01m, _target.Currency), first.Tax);
        Assert.Equal(new Money(-2.00m, _target.Currency), last.Tax);
        Assert.Equal(posted.Tax, -(first.Tax + last.Tax));
        Assert.True(last.State is TargetState.Posted or TargetState.Paid, $"{last.State}");
        Assert.Equal(1, await PostingsAsync("C"));
    }

    [Fact]
    public async Task A_credits_tax_that_is_far_from_what_the_target_computes_is_not_posted()
    {
        await WriteAsync(_samples.Party());
        var invoice = _samples.Invoice("A", 100m);
        var posted = await WriteAsync(invoice);
        var credit = _samples.Credit("B", invoice, posted, -50m);
        var tax = credit.Invoice.Taxes[0] with { Tax = new Money(-9m, _target.Currency) };

        var refused = await FailureOfAsync(() =>
            WriteAsync(credit with { Invoice = credit.Invoice with { Taxes = [tax] } })
        );

        Assert.Equal("TAX_DIFFERENCE", refused.Reason);
        Assert.Equal(0, await PostingsAsync("B"));
    }

    [Fact]
    public async Task Five_hundred_lines_make_one_invoice()
    {
        await WriteAsync(_samples.Party());
        decimal[] amounts = [.. Enumerable.Range(1, 500).Select(i => i / 100m)];

        // 0.01 + 0.02 + ... + 5.00 = 500 * 501 / 2 / 100 = 1,252.50; 20 % = 250.50.
        var posted = await WriteAsync(_samples.Invoice("A", amounts));

        Assert.Equal(new Money(1252.50m, _target.Currency), posted.Net);
        Assert.Equal(new Money(250.50m, _target.Currency), posted.Tax);
    }

    [Fact]
    public async Task Yen_have_no_decimals()
    {
        await WriteAsync(_samples.Party());
        var yen = CurrencyCode.Parse("JPY");

        // 20 % of 12,347 is 2,469.4: 2,469.
        var posted = await WriteAsync(_samples.Invoice("A", yen, 12_347m));

        Assert.Equal(new Money(12_347m, yen), posted.Net);
        Assert.Equal(new Money(2_469m, yen), posted.Tax);
    }

    [Fact]
    public async Task A_tax_that_the_target_would_compute_otherwise_is_not_posted()
    {
        await WriteAsync(_samples.Party());
        var right = _samples.Invoice("A", 100m);
        var tax = right.Invoice.Taxes[0];
        var wrong = right with
        {
            Invoice = right.Invoice with
            {
                Taxes = [tax with { Tax = tax.Tax + new Money(0.01m, _target.Currency) }],
            },
        };

        var refused = await FailureOfAsync(() => WriteAsync(wrong));

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Equal("TAX_DIFFERENCE", refused.Reason);
        Assert.Equal(0, await PostingsAsync("A"));
        Assert.Equal(TargetState.Posted, (await WriteAsync(right)).State);
        Assert.Equal(1, await PostingsAsync("A"));
    }

    [Fact]
    public async Task A_closed_period_is_refused_by_its_name_and_posts_once_reopened()
    {
        Assert.SkipUnless(Sink.Capabilities.HasPeriods, "The target has no periods to close.");
        await WriteAsync(_samples.Party());
        var invoice = _samples.Invoice("A", 70m);
        await _target.ClosePeriodAsync(_target.OpenDay, Token);
        try
        {
            var refused = await FailureOfAsync(() => WriteAsync(invoice));
            Assert.Equal(ConnectorFault.Refused, refused.Fault);
            Assert.Equal("PERIOD_CLOSED", refused.Reason);
            Assert.Equal(0, await PostingsAsync("A"));
        }
        finally
        {
            await _target.ReopenPeriodAsync(_target.OpenDay, Token);
        }

        Assert.Equal(TargetState.Posted, (await WriteAsync(invoice)).State);
        Assert.Single(await FindAsync("A"));
        Assert.Equal(1, await PostingsAsync("A"));
    }

    [Fact]
    public async Task The_calendar_says_on_which_days_the_ledger_takes_documents()
    {
        Assert.SkipUnless(Sink is IPostingCalendar, "The target does not tell its periods.");
        Assert.True((await CalendarAsync()).IsOpenOn(_target.OpenDay));

        await _target.ClosePeriodAsync(_target.OpenDay, Token);
        try
        {
            var calendar = await CalendarAsync();
            var first = calendar.DateFor(_target.OpenDay, ShiftPolicy.FirstOpenDay)!.Date;
            Assert.False(calendar.IsOpenOn(_target.OpenDay));
            Assert.Equal(_target.OpenDay.ToYearMonth().PlusMonths(1).OnDayOfMonth(1), first);
        }
        finally
        {
            await _target.ReopenPeriodAsync(_target.OpenDay, Token);
        }

        Assert.True((await CalendarAsync()).IsOpenOn(_target.OpenDay));
    }

    [Fact]
    public async Task A_wrong_password_is_for_the_administrator()
    {
        var sink = _target.WithWrongPassword();

        var check = await FailureOfAsync(() => sink.CheckAsync(Token));
        var find = await FailureOfAsync(() => sink.FindAsync(_samples.Party(), Token));

        Assert.Equal(ConnectorFault.Settings, check.Fault);
        Assert.Equal(ConnectorFault.Settings, find.Fault);
    }

    [Fact]
    public async Task A_target_that_is_down_is_tried_again_later()
    {
        var sink = _target.ToDeadTarget();
        var invoice = _samples.Invoice("A", 1m);

        var find = await FailureOfAsync(() => sink.FindAsync(invoice, Token));
        var write = await FailureOfAsync(() => sink.WriteAsync(invoice, found: null, Token));

        Assert.Equal(ConnectorFault.Transient, find.Fault);
        Assert.Equal(ConnectorFault.Transient, write.Fault);
    }

    [Theory]
    [InlineData(LostAnswer.OfDraft, TargetState.Draft)]
    [InlineData(LostAnswer.OfPosting, TargetState.Posted)]
    public async Task A_lost_answer_leaves_one_document_and_is_carried_on(
        LostAnswer lost,
        TargetState left
    )
    {
        await WriteAsync(_samples.Party());
        var invoice = _samples.Invoice("A", 33.33m);
        await _target.LoseAsync(lost, Token);

        var unknown = await FailureOfAsync(() => WriteAsync(invoice));
        Assert.Equal(ConnectorFault.OutcomeUnknown, unknown.Fault);
        Assert.Equal(left, Assert.Single(await FindAsync("A")).State);

        var posted = await WriteAsync(invoice);
        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal(posted, Assert.Single(await FindAsync("A")));
        Assert.Equal(1, await PostingsAsync("A"));
    }

    [Fact]
    public async Task A_repeated_write_that_knows_of_no_draft_leaves_one_document()
    {
        Assert.SkipUnless(Sink.Capabilities.KeepsKeys, "The target does not keep keys.");
        await WriteAsync(_samples.Party());
        var invoice = _samples.Invoice("A", 33.33m);
        await _target.LoseAsync(LostAnswer.OfDraft, Token);
        _ = await FailureOfAsync(() => WriteAsync(invoice));

        var written = await Sink.WriteAsync(invoice, found: null, Token);
        var posted = await SettledAsync(invoice, written);

        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal(posted, Assert.Single(await FindAsync("A")));
        Assert.Equal(1, await PostingsAsync("A"));
    }

    [Fact]
    public async Task A_surplus_draft_is_found_and_discarded()
    {
        Assert.SkipWhen(Sink.Capabilities.KeepsKeys, "The target makes no surplus draft.");
        await WriteAsync(_samples.Party());
        var invoice = _samples.Invoice("A", 33.33m);
        await _target.LoseAsync(LostAnswer.OfDraft, Token);
        _ = await FailureOfAsync(() => WriteAsync(invoice));
        var posted = await Sink.WriteAsync(invoice, found: null, Token);

        var found = await FindAsync("A");
        Assert.Equal([TargetState.Draft, TargetState.Posted], found.Select(x => x.State));
        await Sink.DiscardAsync(found[0], Token);
        await Sink.DiscardAsync(found[0], Token);

        Assert.Equal(posted, Assert.Single(await FindAsync("A")));
    }

    [Fact]
    public async Task A_write_that_is_cancelled_before_it_starts_changes_nothing()
    {
        await WriteAsync(_samples.Party());
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Sink.WriteAsync(_samples.Invoice("A", 5m), found: null, cancelled.Token)
        );

        Assert.Empty(await FindAsync("A"));
    }

    /// <summary>Starts the target, or takes a part of it that no other test uses.</summary>
    protected abstract ValueTask<SinkUnderTest> OpenTargetAsync();

    private static Task<ConnectorException> FailureOfAsync(Func<Task> call) =>
        Assert.ThrowsAsync<ConnectorException>(call);

    /// <summary>Looks, then writes, as a lane does.</summary>
    private Task<TargetRecord> WriteAsync(Delivery delivery) => WriteAsync(Sink, delivery);

    private async Task<TargetRecord> WriteAsync(ISink sink, Delivery delivery)
    {
        var found = await sink.FindAsync(delivery, Token);
        var written = await sink.WriteAsync(delivery, found.Count == 0 ? null : found[0], Token);
        return await SettledAsync(delivery, written);
    }

    private Task<IReadOnlyList<TargetRecord>> FindAsync(string suffix) =>
        Sink.FindAsync(_samples.Invoice(suffix, 1m), Token);

    private async Task<LedgerCalendar> CalendarAsync() =>
        new(
            await Assert
                .IsAssignableFrom<IPostingCalendar>(Sink)
                .ReadPeriodsAsync(_target.LegalEntity, Token)
        );

    private Task<int> PostingsAsync(string suffix) =>
        _target.PostingsAsync(_target.Prefix + suffix, Token);
}

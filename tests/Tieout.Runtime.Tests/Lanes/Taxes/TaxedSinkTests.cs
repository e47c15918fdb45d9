using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Runtime.Lanes.Taxes;

namespace Tieout.Runtime.Tests.Lanes.Taxes;

/// <summary>In which order a tax owner and a ledger are asked, and what a crash in between leaves.</summary>
public sealed class TaxedSinkTests
{
    private static readonly Delivery.Document Document = TaxedInvoice.Of(30m, 100m, 50m);

    private readonly Ledger _ledger = new();
    private readonly Owner _owner = new();
    private readonly ISink _sink;

    public TaxedSinkTests()
    {
        _ledger.Calls = _owner.Calls;
        _sink = TaxedSink.Around(_ledger, [_owner]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Calls => _owner.Calls.Where(x => x is not "look");

    [Fact]
    public async Task A_document_is_assessed_written_and_committed()
    {
        var posted = await WriteAsync();

        Assert.Equal(["assess", "write", "commit"], _owner.Calls);
        Assert.False(posted.NeedsWriting);
        // A repeated look finds nothing to do.
        Assert.False(Assert.Single(await _sink.FindAsync(Document, Token)).NeedsWriting);
    }

    [Fact]
    public async Task What_the_ledger_posted_before_a_crash_is_only_committed()
    {
        _owner.Fails = "commit";
        var failed = await Assert.ThrowsAsync<ConnectorException>(WriteAsync);
        Assert.Equal(ConnectorFault.Transient, failed.Fault);
        _owner.Fails = null;
        _owner.Calls.Clear();

        var posted = await WriteAsync();

        Assert.Equal(["commit"], Calls);
        Assert.False(posted.NeedsWriting);
        Assert.True(_owner.Held!.IsCommitted);
    }

    [Fact]
    public async Task A_ledger_that_answers_later_has_nothing_committed_before_it_has_posted()
    {
        _ledger.AnswersLater = true;

        Assert.Equal(TargetState.Submitted, (await WriteAsync()).State);
        Assert.Equal(["assess", "write"], Calls);

        _ledger.Held = TaxedInvoice.Posted(Document);
        _ = await WriteAsync();

        Assert.Equal(["assess", "write", "commit"], Calls);
    }

    [Fact]
    public async Task What_a_second_look_does_not_show_is_not_written_once_more()
    {
        var failed = await Assert.ThrowsAsync<ConnectorException>(() =>
            _sink.WriteAsync(Document, TaxedInvoice.Posted(Document), Token)
        );

        Assert.Equal(ConnectorFault.Transient, failed.Fault);
        Assert.Empty(Calls);
    }

    [Fact]
    public async Task An_amount_of_another_currency_is_a_difference()
    {
        var other = TaxedInvoice.Held(Document, isCommitted: true, 20m, 10m);
        _ledger.Held = TaxedInvoice.Posted(Document);
        _owner.Held = other with
        {
            Net = other.Net with { Currency = CurrencyCode.Parse("USD") },
            Lines =
            [
                .. other.Lines.Select(x =>
                    x with
                    {
                        Net = x.Net with { Currency = CurrencyCode.Parse("USD") },
                    }
                ),
            ],
        };

        var refused = await Assert.ThrowsAsync<ConnectorException>(WriteAsync);

        Assert.Equal("TAX_DIFFERENCE", refused.Reason);
    }

    [Fact]
    public async Task What_was_committed_before_a_crash_is_not_assessed_again()
    {
        _ = await WriteAsync();
        _owner.Calls.Clear();

        _ = await WriteAsync();

        Assert.Equal([], Calls);
    }

    [Fact]
    public async Task What_the_tax_owner_lost_is_assessed_and_committed_for_the_posted_document()
    {
        _ = await WriteAsync();
        _owner.Held = null;
        _owner.Calls.Clear();

        _ = await WriteAsync();

        Assert.Equal(["assess", "commit"], Calls);
    }

    [Fact]
    public async Task A_difference_writes_nothing_and_one_after_posting_commits_nothing()
    {
        _owner.Taxes = [20m, 10.01m];
        var before = await Assert.ThrowsAsync<ConnectorException>(WriteAsync);
        Assert.Equal("TAX_DIFFERENCE", before.Reason);
        Assert.Equal(["assess"], _owner.Calls);

        _ledger.Held = TaxedInvoice.Posted(Document);
        _owner.Calls.Clear();
        var after = await Assert.ThrowsAsync<ConnectorException>(WriteAsync);

        Assert.Equal("TAX_DIFFERENCE", after.Reason);
        Assert.DoesNotContain("commit", _owner.Calls);
    }

    [Fact]
    public async Task What_somebody_changed_after_it_was_committed_is_left_to_people()
    {
        _ = await WriteAsync();
        _owner.Held = TaxedInvoice.Held(Document, isCommitted: true, 20m, 10.01m);
        _owner.Calls.Clear();

        var refused = await Assert.ThrowsAsync<ConnectorException>(WriteAsync);

        Assert.Equal("TAX_DIFFERENCE", refused.Reason);
        Assert.Equal([], Calls);
    }

    [Fact]
    public async Task Deductions_that_differ_stay_for_the_lane_to_see()
    {
        _ledger.Held = TaxedInvoice.Posted(Document) with
        {
            Deducted = new Money(5m, TaxedInvoice.Gbp),
        };

        Assert.False(Assert.Single(await _sink.FindAsync(Document, Token)).IsUnfinished);
    }

    [Fact]
    public async Task Drafts_voids_and_customers_are_no_matter_of_tax()
    {
        _ledger.Held = TaxedInvoice.Posted(Document) with { State = TargetState.Voided };

        Assert.False(Assert.Single(await _sink.FindAsync(Document, Token)).IsUnfinished);
        _ = await _sink.WriteAsync(new Delivery.Party(Document.BillTo), null, Token);
        Assert.Equal(["write"], _owner.Calls);
    }

    [Fact]
    public async Task A_legal_entity_that_owns_its_tax_is_delivered_as_ever()
    {
        var other = Document with
        {
            Invoice = Document.Invoice with { LegalEntity = LegalEntityCode.Parse("DE") },
        };

        _ = await _sink.WriteAsync(other, null, Token);

        Assert.Equal(["write"], _owner.Calls);
        Assert.Same(_ledger, TaxedSink.Around(_ledger, []));
    }

    private async Task<TargetRecord> WriteAsync()
    {
        var found = await _sink.FindAsync(Document, Token);
        return found is [{ NeedsWriting: false } done]
            ? done
            : await _sink.WriteAsync(Document, found.Count > 0 ? found[0] : null, Token);
    }

    /// <summary>Holds one document.</summary>
    private sealed class Ledger : ISink
    {
        public TargetRecord? Held { get; set; }

        public bool AnswersLater { get; set; }

        public List<string> Calls { get; set; } = [];

        public string System => "ledger";

        public SinkCapabilities Capabilities { get; } = new(TimeSpan.FromSeconds(1), 1, true);

        public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyList<TargetRecord>> FindAsync(
            Delivery delivery,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyList<TargetRecord>>(Held is { } held ? [held] : []);

        public Task<TargetRecord> WriteAsync(
            Delivery delivery,
            TargetRecord? found,
            CancellationToken cancellationToken
        )
        {
            Calls.Add("write");
            Held = TaxedInvoice.Posted(Document);
            if (AnswersLater)
            {
                Held = Held with { State = TargetState.Submitted, Number = null };
            }

            return Task.FromResult(Held);
        }

        public Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public IAsyncEnumerable<TargetRecord> ListAsync(
            string referencePrefix,
            DateInterval? dates,
            CancellationToken cancellationToken
        ) => AsyncEnumerable.Empty<TargetRecord>();
    }

    /// <summary>Computes what it is told to, and fails where it is told to.</summary>
    private sealed class Owner : ITaxOwner
    {
        public TaxRecord? Held { get; set; }

        public IReadOnlyList<decimal> Taxes { get; set; } = [20m, 10m];

        public string? Fails { get; set; }

        public List<string> Calls { get; } = [];

        public string System => "tax";

        public bool Owns(LegalEntityCode legalEntity) => legalEntity == TaxedInvoice.Uk;

        public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<TaxRecord?> FindAsync(
            Delivery.Document document,
            CancellationToken cancellationToken
        )
        {
            Note("look");
            return Task.FromResult(Held);
        }

        public Task<TaxRecord> AssessAsync(
            Delivery.Document document,
            CancellationToken cancellationToken
        )
        {
            Note("assess");
            Held = TaxedInvoice.Held(document, isCommitted: false, Taxes);
            return Task.FromResult(Held);
        }

        public Task CommitAsync(Delivery.Document document)
        {
            Note("commit");
            Held = Held! with { IsCommitted = true };
            return Task.CompletedTask;
        }

        public Task VoidAsync(Invoice invoice) => Task.CompletedTask;

        private void Note(string call)
        {
            if (call.Equals(Fails, StringComparison.Ordinal))
            {
                throw new ConnectorException(ConnectorFault.OutcomeUnknown, "No answer came.");
            }

            Calls.Add(call);
        }
    }
}

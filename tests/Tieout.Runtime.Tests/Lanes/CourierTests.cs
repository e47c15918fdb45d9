using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.Tests.Reconciliation;

namespace Tieout.Runtime.Tests.Lanes;

/// <summary>What the look before a write makes of what a target holds for a reference.</summary>
public sealed class CourierTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_nothing() => Assert.Null((await LookAsync()).Kept);

    [Fact]
    public async Task A_posted_document_counts_whatever_was_void_before_it()
    {
        var (kept, _) = await LookAsync(
            Record("a", TargetState.Voided),
            Record("b", TargetState.Posted)
        );

        Assert.Equal("b", kept?.ExternalId);
    }

    [Fact]
    public async Task A_posted_document_with_other_amounts_is_refused_with_both()
    {
        var e = await Assert.ThrowsAsync<ConnectorException>(() =>
            LookAsync(Record("a", TargetState.Posted, net: 1m))
        );

        Assert.Equal(ConnectorFault.Refused, e.Fault);
        Assert.Contains(" 1 GBP", e.Message, StringComparison.Ordinal);
        Assert.Contains("1000.00 GBP", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_tax_alone_is_named_so()
    {
        var e = await Assert.ThrowsAsync<ConnectorException>(() =>
            LookAsync(Record("a", TargetState.Paid, tax: 199.99m))
        );

        Assert.Equal("TAX_DIFFERENCE", e.Reason);
    }

    [Fact]
    public async Task Another_deduction_is_refused_unless_the_write_that_makes_it_was_cut_off()
    {
        var other = Record("a", TargetState.Posted) with { Deducted = new Money(50m, Firm.Gbp) };

        var e = await Assert.ThrowsAsync<ConnectorException>(() => LookAsync(other));
        var (kept, _) = await LookAsync(other with { IsUnfinished = true });

        Assert.Contains("deducts 50 GBP", e.Message, StringComparison.Ordinal);
        Assert.Equal("a", kept?.ExternalId);
    }

    [Fact]
    public async Task Two_posted_documents_are_an_operators_case()
    {
        var e = await Assert.ThrowsAsync<ConnectorException>(() =>
            LookAsync(Record("a", TargetState.Posted), Record("b", TargetState.Paid))
        );

        Assert.Equal("ALREADY_BILLED", e.Reason);
    }

    [Fact]
    public async Task A_void_document_is_ours_only_with_our_amounts()
    {
        var (ours, _) = await LookAsync(Record("a", TargetState.Voided));
        var (other, _) = await LookAsync(Record("a", TargetState.Voided, net: 5m));

        Assert.Equal("a", ours?.ExternalId);
        Assert.Null(other);
    }

    [Fact]
    public async Task One_draft_is_carried_on_and_the_others_are_discarded()
    {
        var (kept, discarded) = await LookAsync(
            Record("a", TargetState.Draft),
            Record("b", TargetState.Draft)
        );

        Assert.Equal("a", kept?.ExternalId);
        Assert.Equal(["b"], discarded);
    }

    [Fact]
    public async Task Drafts_beside_a_posted_document_are_discarded()
    {
        var (kept, discarded) = await LookAsync(
            Record("a", TargetState.Draft),
            Record("b", TargetState.Posted)
        );

        Assert.Equal("b", kept?.ExternalId);
        Assert.Equal(["a"], discarded);
    }

    [Fact]
    public async Task What_was_submitted_is_awaited_and_not_discarded()
    {
        var (kept, discarded) = await LookAsync(
            Record("a", TargetState.Rejected),
            Record("b", TargetState.Submitted)
        );

        Assert.Equal(("b", false), (kept?.ExternalId, kept?.NeedsWriting));
        Assert.Empty(discarded);
    }

    [Fact]
    public async Task A_document_that_was_posted_after_all_counts_before_what_was_submitted_since()
    {
        var (kept, _) = await LookAsync(
            Record("a", TargetState.Posted),
            Record("b", TargetState.Submitted)
        );

        Assert.Equal("a", kept?.ExternalId);
    }

    [Fact]
    public async Task The_last_refusal_is_what_a_write_goes_on_from()
    {
        var (kept, _) = await LookAsync(
            Record("a", TargetState.Rejected),
            Record("b", TargetState.Rejected)
        );

        Assert.Equal(("b", true), (kept?.ExternalId, kept?.NeedsWriting));
    }

    [Fact]
    public void An_answer_that_is_late_is_somebodys_work()
    {
        var sink = new HeldRecords([]);
        var since = Instant.FromUtc(2026, 3, 31, 9, 0);
        var submitted = Record("batch-7", TargetState.Submitted) with { SubmittedAt = since };

        // It answers within 26 hours.
        var waits = Courier.WaitOf(sink, submitted, since + Duration.FromHours(26));
        var late = Courier.WaitOf(sink, submitted, since + Duration.FromHours(26.01));

        Assert.Equal("DELIVERY_PENDING", waits.Reason.Value);
        Assert.EndsWith("by 2026-04-01T11:00:00Z.", waits.Message, StringComparison.Ordinal);
        Assert.Equal("ERP_OUTCOME_UNKNOWN", late.Reason.Value);
        Assert.Contains(
            "ledger has batch-7 since 2026-03-31T09:00:00Z",
            late.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("within 26 hours", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retention_is_refused_by_a_target_that_cannot_be_told_of_it()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var invoice = firm.State.Invoices.Values.Single().Invoice;
        var withheld = invoice with { Retention = new Money(50m, Firm.Gbp) };

        new Courier(new HeldRecords([])).RequireDeliverable(invoice);
        new Courier(new HeldRecords([], takesDeductions: true)).RequireDeliverable(withheld);
        var e = Assert.Throws<ConnectorException>(() =>
            new Courier(new HeldRecords([])).RequireDeliverable(withheld)
        );

        Assert.Equal(ConnectorFault.Refused, e.Fault);
        // 1,200.00 - 50.00.
        Assert.Contains(
            "1150.00 GBP is payable of 1200.00 GBP",
            e.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("enter it there by hand", e.Message, StringComparison.Ordinal);
    }

    private static async Task<(TargetRecord? Kept, IReadOnlyList<string> Discarded)> LookAsync(
        params IReadOnlyList<TargetRecord> held
    )
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var document = firm.State.Invoices.Values.Single();
        var ledger = new HeldRecords(held);
        var kept = await new Courier(ledger).LookAsync(
            Courier.Prepare(document, original: null, firm.Book),
            Cancellation
        );
        return (kept, ledger.Discarded);
    }

    private static TargetRecord Record(
        string id,
        TargetState state,
        decimal net = 1_000m,
        decimal tax = 200m
    ) =>
        new(
            Firm.Reference(1).Value,
            id,
            state,
            IsInLedger(state) ? $"N-{id}" : null,
            IsInLedger(state) ? Firm.Day : null,
            new Money(net, Firm.Gbp),
            new Money(tax, Firm.Gbp)
        );

    private static bool IsInLedger(TargetState state) =>
        state is TargetState.Posted or TargetState.Paid or TargetState.Voided;

    /// <summary>A target that holds what it is told to hold.</summary>
    private sealed class HeldRecords(IReadOnlyList<TargetRecord> held, bool takesDeductions = false)
        : ISink
    {
        private readonly List<string> _discarded = [];

        public string System => "ledger";

        public SinkCapabilities Capabilities { get; } =
            new(
                TimeSpan.FromSeconds(1),
                1,
                WritesParties: false,
                TakesDeductions: takesDeductions,
                AnswersWithin: TimeSpan.FromHours(26)
            );

        public IReadOnlyList<string> Discarded => _discarded;

        public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyList<TargetRecord>> FindAsync(
            Delivery delivery,
            CancellationToken cancellationToken
        ) => Task.FromResult(held);

        public Task<TargetRecord> WriteAsync(
            Delivery delivery,
            TargetRecord? found,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException("A look writes nothing.");

        public Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken)
        {
            _discarded.Add(draft.ExternalId);
            return Task.CompletedTask;
        }

        public async IAsyncEnumerable<TargetRecord> ListAsync(
            string referencePrefix,
            DateInterval? dates,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await Task.Yield();
            foreach (var record in held)
            {
                yield return record;
            }
        }
    }
}

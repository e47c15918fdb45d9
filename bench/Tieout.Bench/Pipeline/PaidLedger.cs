using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Runtime.Lanes;

namespace Tieout.Bench.Pipeline;

/// <summary>A target in this process that posts at once; its customers pay when they are asked.</summary>
/// <remarks>
/// It keeps nothing but what is unpaid, so that the memory measured is the hub's. It never fails, so
/// that there is nothing to look up.
/// </remarks>
internal sealed class PaidLedger : ISink, ITargets
{
    private readonly ConcurrentQueue<Invoice> _unpaid = new();
    private int _last;
    private long _work;

    public string System => "ledger";

    public SinkCapabilities Capabilities { get; } =
        new(TimeSpan.FromSeconds(1), ParallelKeys: 8, WritesParties: false);

    public IReadOnlyList<ISink> All => [this];

    /// <summary>Documents.</summary>
    public int Posted => _last;

    /// <summary>Work on the documents that were posted, credits included.</summary>
    public long PostedWork => _work;

    /// <summary>Work on the documents that were paid.</summary>
    public long PaidWork { get; private set; }

    public IReadOnlyList<Freeze> Freezes => [];

    public PostingWindow? WindowOf(string target) => null;

    public ShiftPolicy? ShiftOf(string target) => null;

    public IReadOnlyList<RoutingRule> Routes => [new RoutingRule("default", null, System)];

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<TargetRecord>>([]);

    public Task<TargetRecord> WriteAsync(
        Delivery delivery,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        var invoice = ((Delivery.Document)delivery).Invoice;
        var number = Interlocked.Increment(ref _last).ToString("D8", CultureInfo.InvariantCulture);
        // What was written is dropped when it is paid; lines are not needed for that.
        _unpaid.Enqueue(invoice);
        Interlocked.Add(ref _work, invoice.Lines.Sum(line => line.Shares.Count));
        return Task.FromResult(
            new TargetRecord(
                delivery.NaturalKey,
                number,
                TargetState.Posted,
                number,
                invoice.InvoiceDate
            )
        );
    }

    public Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public async IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask;
        yield break;
    }

    /// <summary>Every invoice since the last call is paid in full.</summary>
    public IReadOnlyList<SourceRecord> Pay()
    {
        var payments = new List<SourceRecord>();
        while (_unpaid.TryDequeue(out var invoice))
        {
            if (invoice.Gross.Amount > 0)
            {
                var id = $"{System}/{invoice.Reference}";
                var payment = new Payment(
                    id,
                    1,
                    invoice.Reference,
                    invoice.Gross,
                    invoice.InvoiceDate
                );
                PaidWork += invoice.Lines.Sum(line => line.Shares.Count);
                payments.Add(new SourceRecord(payment, new Origin(System, id)));
            }
        }

        return payments;
    }
}

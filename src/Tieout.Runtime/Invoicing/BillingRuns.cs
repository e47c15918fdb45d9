using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Runtime.SetAside;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Invoicing;

/// <summary>Bills all engagements through a date.</summary>
/// <remarks>
/// A run is known by its two dates: with another invoice date it is another run, which bills what has
/// become ready since. One that was cut off is begun again and bills nothing twice: what is billed is not ready any
/// more. Engagements are billed in parallel and do not wait for each other.
/// </remarks>
public sealed class BillingRuns(IEventLog log, EngagementCalls engagements)
{
    private const int EngagementsInFlightMax = 8;

    /// <summary>Runs it, unless it is known to be completed.</summary>
    /// <param name="run">Through when, and with which date.</param>
    /// <param name="approvedBy">The policy that approves drafts at once; none leaves drafts.</param>
    /// <param name="progress">Told after each engagement.</param>
    /// <param name="cancellationToken">Stops between engagements.</param>
    public async Task<BillingRunTotal> RunAsync(
        DraftInvoice run,
        string? approvedBy,
        IProgress<BillingRunTotal> progress,
        CancellationToken cancellationToken
    )
    {
        var (version, isStarted, completed) = await RecallAsync(run, cancellationToken);
        if (completed is not null)
        {
            return completed;
        }

        if (!isStarted)
        {
            await RecordAsync(
                version++,
                new BillingRunEvent.RunStarted(run.Through, run.InvoiceDate)
            );
        }

        var total = await BillAllAsync(run, approvedBy, progress, cancellationToken);
        await RecordAsync(
            version,
            new BillingRunEvent.RunCompleted(run.Through, total.Documents, total.Refused)
        );
        return total;
    }

    /// <summary>Whether it is known to be completed.</summary>
    public async Task<bool> IsCompletedAsync(
        DraftInvoice run,
        CancellationToken cancellationToken
    ) => (await RecallAsync(run, cancellationToken)).Completed is not null;

    private async Task<BillingRunTotal> BillAllAsync(
        DraftInvoice run,
        string? approvedBy,
        IProgress<BillingRunTotal> progress,
        CancellationToken cancellationToken
    )
    {
        var total = new BillingRunTotal(0, 0, 0);
        var gate = new Lock();
        await Parallel.ForEachAsync(
            log.ListStreamsAsync(Streams.EngagementCategory, cancellationToken),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = EngagementsInFlightMax,
                CancellationToken = cancellationToken,
            },
            async (stream, _) =>
            {
                var engagement = EngagementId.Parse(stream.Key);
                var outcome = await engagements.BillAsync(engagement, run, approvedBy);
                lock (gate)
                {
                    total = total.With(outcome);
                    progress.Report(total);
                }
            }
        );
        return total;
    }

    private async Task<(long Version, bool IsStarted, BillingRunTotal? Completed)> RecallAsync(
        DraftInvoice run,
        CancellationToken cancellationToken
    )
    {
        var version = 0L;
        var isStarted = false;
        var dates = new Dictionary<LocalDate, LocalDate>();
        BillingRunTotal? completed = null;
        var events = log.ReadStreamAsync(Streams.BillingRuns, 0, cancellationToken);
        await foreach (var stored in events)
        {
            version = stored.Version;
            switch (EventCodec.Decode<BillingRunEvent>(stored))
            {
                case BillingRunEvent.RunStarted e:
                    dates[e.Through] = e.InvoiceDate;
                    isStarted |= (e.Through, e.InvoiceDate) == (run.Through, run.InvoiceDate);
                    break;
                case BillingRunEvent.RunCompleted e
                    when e.Through == run.Through && dates[e.Through] == run.InvoiceDate:
                    completed = new BillingRunTotal(0, e.Documents, e.Refused);
                    break;
            }
        }

        return (version, isStarted, completed);
    }

    private Task<long> RecordAsync(long version, BillingRunEvent happened) =>
        log.AppendAsync(
            Streams.BillingRuns,
            version,
            [EventCodec.Encode(Streams.BillingRunEventType, happened, businessKey: null)],
            CancellationToken.None
        );
}

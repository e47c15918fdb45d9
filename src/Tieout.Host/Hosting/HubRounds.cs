using Microsoft.Extensions.Logging;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Domain.Invoicing;
using Tieout.Host.Configuration;
using Tieout.Runtime.Hub;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.Storage;

namespace Tieout.Host.Hosting;

/// <summary>Rounds of reading, billing and delivering.</summary>
internal sealed class HubRounds(
    HubCycle cycle,
    IEventLog log,
    HubConfiguration configuration,
    HubSurroundings surroundings,
    FeedHints hints,
    ILogger<HubRounds> logger
)
{
    private const int UnknownWaitsMax = 5;
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(100);
    private static readonly Duration HintPause = Duration.FromSeconds(1);
    private static readonly Duration UnknownMax = Duration.FromHours(1);

    private readonly HashSet<DraftInvoice> _billed = [];
    private readonly HashSet<LocalDate> _waits = [];

    /// <summary>Rounds until one of them changes nothing and nothing is about to become due.</summary>
    public async Task<HubRunReport> UntilQuietAsync(
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        var report = HubRunReport.Empty;
        var patience = surroundings.Patience;
        var unknownWaits = 0;
        var rounds = 0;
        for (; rounds < surroundings.RoundsMax; rounds++)
        {
            var before = await log.GetHeadAsync(cancellationToken);
            var lanes = await RoundAsync(
                rounds == 0,
                progress,
                add => report = add(report),
                cancellationToken
            );
            report = report with { Head = await log.GetHeadAsync(cancellationToken) };
            // Each document that is settled shows that waiting for the next one is worth it.
            unknownWaits = lanes.Delivered > 0 ? 0 : unknownWaits;
            if (report.Head != before)
            {
                // What has changed may be what something else waits for, whatever is still to come.
                continue;
            }

            if (lanes.NextDue is not { } due)
            {
                break;
            }

            if (lanes.NextLook is { } look && unknownWaits++ < UnknownWaitsMax)
            {
                progress
                    .Begin(
                        $"wait until {InstantPattern.General.Format(look)} for outcomes that are unknown; Ctrl-C loses nothing"
                    )
                    .Report(lanes.Unknown);
                _ = await WaitAsync(look, UnknownMax, cancellationToken);
            }
            else if (patience > Duration.Zero && !lanes.Faults.All(IsForAdministrator))
            {
                patience -= await WaitAsync(due, patience, cancellationToken);
            }
            else
            {
                break;
            }
        }

        return report with
        {
            IsQuiet = rounds < surroundings.RoundsMax,
        };
    }

    /// <summary>Reads and bills in rounds, and delivers beside that, until it is stopped.</summary>
    /// <remarks>A target that is slow holds up neither the sources nor the other targets.</remarks>
    public async Task ForeverAsync(
        Action afterRound,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var loops = cycle
            .Targets.Select(target => DeliverForeverAsync(target, progress, stop.Token))
            .Append(ReadForeverAsync(afterRound, progress, stop.Token))
            .ToList();
        var first = await Task.WhenAny(loops);
        await stop.CancelAsync();
        await Task.WhenAny(Task.WhenAll(loops));
        await first;
    }

    private LocalDate Today =>
        surroundings.Clock.GetCurrentInstant().InZone(configuration.Zone).Date;

    private async Task ReadForeverAsync(
        Action afterRound,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        Instant? retried = null;
        while (true)
        {
            var now = surroundings.Clock.GetCurrentInstant();
            var today = Today;
            var read = await cycle.ReadAsync(today, progress, cancellationToken);
            if (IsRetryDue(now, ref retried))
            {
                _ = await cycle.RetryAsync(!HoldsUpBilling(read.Faults), cancellationToken);
            }

            _ = await BillAsync(today, read.Faults, progress, cancellationToken);
            afterRound();
            // Also when the log has moved: deliveries move it, and ask nothing of the sources.
            await ReadHintsAsync(now + configuration.Poll, progress, cancellationToken);
        }
    }

    /// <summary>Until the next round: reads what systems say there is to read, and nothing else.</summary>
    /// <remarks>Runs begin with a round: only then is it known that no source has more for them.</remarks>
    private async Task ReadHintsAsync(
        Instant until,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        while (
            surroundings.Clock.GetCurrentInstant() < until
            && await IsHintedBeforeAsync(until, cancellationToken)
        )
        {
            // One change makes many messages. The next round reads what there is no time for.
            _ = await WaitAsync(until, HintPause, cancellationToken);
            _ = await cycle.ReadAsync(Today, progress, cancellationToken, hints.Take());
        }
    }

    private async Task<bool> IsHintedBeforeAsync(Instant until, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hinted = hints.WaitAsync(enough.Token);
        var timer = WaitAsync(until, configuration.Poll, enough.Token);
        return await FirstAsync(hinted, timer, enough) == hinted;
    }

    private async Task DeliverForeverAsync(
        string target,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        Instant? retried = null;
        while (true)
        {
            var now = surroundings.Clock.GetCurrentInstant();
            var head = await log.GetHeadAsync(cancellationToken);
            var lane = await cycle.DeliverAsync(
                target,
                IsRetryDue(now, ref retried),
                progress,
                cancellationToken
            );
            var next = now + configuration.LaneRetry;
            var due = new[] { lane.NextDue, lane.Opens }.OfType<Instant>().Append(next).Min();
            await WaitForEventsAsync(head, due, cancellationToken);
        }
    }

    private bool IsRetryDue(Instant now, ref Instant? retried)
    {
        if (retried is { } last && now - last < configuration.LaneRetry)
        {
            return false;
        }

        retried = now;
        return true;
    }

    /// <summary>Until the log has more than it had, or something is due; at least a short pause, so
    /// that a busy log is looked at for many events at once.</summary>
    private async Task WaitForEventsAsync(
        long head,
        Instant due,
        CancellationToken cancellationToken
    )
    {
        await Task.Delay(PauseMin, surroundings.Time, cancellationToken);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = log.WaitBeyondAsync(head, enough.Token);
        var timer = WaitAsync(due, configuration.LaneRetry, enough.Token);
        _ = await FirstAsync(events, timer, enough);
    }

    /// <summary>The one that ended first, and not by failing; the other one is given up.</summary>
    private static async Task<Task> FirstAsync(Task one, Task other, CancellationTokenSource enough)
    {
        var first = await Task.WhenAny(one, other);
        await enough.CancelAsync();
        await Task.WhenAny(Task.WhenAll(one, other));
        await first;
        return first;
    }

    private static bool IsForAdministrator(TargetFault fault) =>
        fault.Fault is ConnectorFault.Settings;

    private async Task<LaneReport> RoundAsync(
        bool retryRefused,
        IHubProgress progress,
        Action<Func<HubRunReport, HubRunReport>> add,
        CancellationToken cancellationToken
    )
    {
        var today = Today;
        var read = await cycle.ReadAsync(today, progress, cancellationToken);
        if (retryRefused)
        {
            // What was just read may be what it waits for.
            _ = await cycle.RetryAsync(!HoldsUpBilling(read.Faults), cancellationToken);
        }

        var (documents, waiting) = await BillAsync(today, read.Faults, progress, cancellationToken);
        var lanes = await cycle.DeliverAsync(retryRefused, progress, cancellationToken);
        add(report =>
            report with
            {
                Rounds = report.Rounds + 1,
                Read = report.Read + read.Total,
                SourceFaults = read.Faults,
                Waiting = waiting,
                Documents = report.Documents + documents,
                Delivered = report.Delivered + lanes.Delivered,
                Refused = lanes.Refused,
                Open = lanes.Open,
                Unknown = lanes.Unknown,
                Submitted = lanes.Submitted,
                TargetFaults = lanes.Faults,
            }
        );
        return lanes;
    }

    private static bool HoldsUpBilling(IReadOnlyList<SourceFault> faults) =>
        faults.Any(x => x.HoldsUpBilling);

    /// <summary>Begins the runs that are due, unless a source may have more for them.</summary>
    private async Task<(int Documents, IReadOnlyList<LocalDate> Waiting)> BillAsync(
        LocalDate today,
        IReadOnlyList<SourceFault> faults,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        var due = configuration.Billing.Plan.DueOn(today).Where(x => !_billed.Contains(x));
        var documents = 0;
        var waiting = new List<LocalDate>();
        foreach (var run in due.ToList())
        {
            if (HoldsUpBilling(faults) && !await cycle.IsBilledAsync(run, cancellationToken))
            {
                waiting.Add(run.Through);
                TellWaiting(run.Through, [.. faults.Where(x => x.HoldsUpBilling)]);
                continue;
            }

            var approvedBy = configuration.Billing.ApprovedBy;
            var total = await cycle.BillAsync(run, approvedBy, progress, cancellationToken);
            documents += total.Engagements > 0 ? total.Documents : 0;
            _billed.Add(run);
        }

        return (documents, waiting);
    }

    /// <summary>Once for each run, however many rounds it waits.</summary>
    private void TellWaiting(LocalDate through, IReadOnlyList<SourceFault> missing)
    {
        if (_waits.Add(through))
        {
            var feeds = string.Join(", ", missing.Select(x => $"{x.System} {x.Feed}"));
            HostingLog.BillingWaits(logger, through, feeds);
        }
    }

    /// <summary>Answers how long it waited: until then, but no longer than this.</summary>
    private async Task<Duration> WaitAsync(
        Instant until,
        Duration max,
        CancellationToken cancellationToken
    )
    {
        var left = Duration.Min(until - surroundings.Clock.GetCurrentInstant(), max);
        // A due time has passed by the clock before the timer fires again.
        var pause = Duration.Max(left, Duration.Zero) + Duration.FromMilliseconds(20);
        await Task.Delay(pause.ToTimeSpan(), surroundings.Time, cancellationToken);
        return pause;
    }
}

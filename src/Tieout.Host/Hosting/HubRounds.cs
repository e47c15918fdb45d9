using Tieout.Connect;
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
    HubSurroundings surroundings
)
{
    private const int RoundsMax = 1_000;
    private const int UnknownWaitsMax = 5;
    private static readonly Duration UnknownMax = Duration.FromHours(1);

    private readonly HashSet<LocalDate> _billed = [];

    /// <summary>Rounds until one of them changes nothing and nothing is about to become due.</summary>
    public async Task<HubRunReport> UntilQuietAsync(
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        var report = HubRunReport.Empty;
        var patience = surroundings.Patience;
        var unknownWaits = 0;
        for (var round = 0; round < RoundsMax; round++)
        {
            var before = await log.GetHeadAsync(cancellationToken);
            var lanes = await RoundAsync(
                round == 0,
                progress,
                add => report = add(report),
                cancellationToken
            );
            report = report with { Head = await log.GetHeadAsync(cancellationToken) };
            // Each document that is settled shows that waiting for the next one is worth it.
            unknownWaits = lanes.Delivered > 0 ? 0 : unknownWaits;
            if (lanes.NextDue is not { } due)
            {
                if (report.Head == before)
                {
                    break;
                }
            }
            else if (lanes.NextLook is { } look && unknownWaits++ < UnknownWaitsMax)
            {
                progress.Begin("wait for outcomes that are unknown").Report(lanes.Unknown);
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

        return report;
    }

    /// <summary>One round after another, with pauses, until it is stopped.</summary>
    public async Task ForeverAsync(
        Action<HubRunReport> afterRound,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        Instant? retried = null;
        while (true)
        {
            var now = surroundings.Clock.GetCurrentInstant();
            var isRetryDue = retried is null || now - retried >= configuration.LaneRetry;
            retried = isRetryDue ? now : retried;
            var report = HubRunReport.Empty;
            var before = await log.GetHeadAsync(cancellationToken);
            var lanes = await RoundAsync(
                isRetryDue,
                progress,
                add => report = add(report),
                cancellationToken
            );
            report = report with { Head = await log.GetHeadAsync(cancellationToken) };
            afterRound(report);
            if (report.Head == before)
            {
                var next = now + configuration.Poll;
                var due = lanes.NextDue is { } soon && soon < next ? soon : next;
                _ = await WaitAsync(due, configuration.Poll, cancellationToken);
            }
        }
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
        var read = await cycle.ReadAsync(progress, cancellationToken);
        var documents = await BillAsync(progress, cancellationToken);
        var lanes = await cycle.DeliverAsync(retryRefused, progress, cancellationToken);
        add(report =>
            report with
            {
                Rounds = report.Rounds + 1,
                Read = report.Read + read.Total,
                SourceFaults = read.Faults,
                Documents = report.Documents + documents,
                Delivered = report.Delivered + lanes.Delivered,
                Refused = lanes.Refused,
                Open = lanes.Open,
                Unknown = lanes.Unknown,
                TargetFaults = lanes.Faults,
            }
        );
        return lanes;
    }

    private async Task<int> BillAsync(IHubProgress progress, CancellationToken cancellationToken)
    {
        var today = surroundings.Clock.GetCurrentInstant().InZone(configuration.Zone).Date;
        var documents = 0;
        foreach (var run in configuration.Billing.Plan.DueOn(today))
        {
            if (_billed.Contains(run.Through))
            {
                continue;
            }

            var approvedBy = configuration.Billing.ApprovedBy;
            var total = await cycle.BillAsync(run, approvedBy, progress, cancellationToken);
            documents += total.Engagements > 0 ? total.Documents : 0;
            _billed.Add(run.Through);
        }

        return documents;
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

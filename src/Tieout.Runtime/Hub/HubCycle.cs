using Microsoft.Extensions.Logging;
using Tieout.Connect;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Invoicing;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.Lanes.Taxes;
using Tieout.Runtime.LogFeeds;
using Tieout.Runtime.ProjectSetup;
using Tieout.Runtime.SetAside;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Hub;

/// <summary>The hub's round: read the sources, look again at what changed, bill, deliver.</summary>
/// <remarks>
/// Every step goes on from what the log says, so a round that was cut off anywhere is simply begun
/// again. A source or target that fails is reported and does not stop the others.
/// </remarks>
public sealed class HubCycle(
    IEventLog log,
    IGrainFactory grains,
    FactRouter router,
    EngagementCalls engagements,
    ReferenceBooks books,
    BillingRuns billing,
    ITargets targets,
    HubSources sources,
    IClock clock,
    ILogger<HubCycle> logger
)
{
    private const string ReassessFollower = "reassess";
    private const int EngagementsInFlightMax = 8;

    private readonly Dictionary<(string, string), FeedReader> _readers = [];
    private readonly SourceHealth _health = new(logger);
    private bool _knowsRemoved;
    private readonly List<ISource> _followers =
    [
        .. targets.TaxOwners.Select(owner => new TaxVoids(owner, log, grains)),
        .. sources.Followers,
        .. sources.ProjectPlaces.SelectMany(place =>
            place.LegalEntities.Select(entity => new ProjectSetupFeed(
                place,
                entity,
                log,
                grains,
                books,
                clock
            ))
        ),
    ];

    /// <summary>Reads every feed of every source to its present end, master data first.</summary>
    /// <param name="today">By whose knowledge of rates open work is valued.</param>
    /// <param name="progress">Is told of each feed.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <param name="only">Other feeds are left for another time; all when none are named.</param>
    public async Task<CycleReport> ReadAsync(
        LocalDate today,
        IHubProgress progress,
        CancellationToken cancellationToken,
        IReadOnlySet<(string System, string Feed)>? only = null
    )
    {
        // What is read is assessed at once: after a restart by what is known, and not by nothing.
        await books.CatchUpAsync(cancellationToken);
        await RecordRoutesAsync();
        await RecordOwnersAsync();
        await RecordReadinessAsync();
        await ForgetRemovedAsync(cancellationToken);
        var total = IntakeTotal.Zero;
        var failed = new List<(SourceFault Fault, Exception Failure)>();
        var read = new List<(string System, string Feed)>();
        foreach (var (source, feed) in InReadingOrder(only))
        {
            if (source is ProjectSetupFeed && IsUnread(source.System, failed))
            {
                continue;
            }

            var step = progress.Begin($"read {source.System} {feed.Name}");
            var taken = IntakeTotal.Zero;
            try
            {
                total += await ReaderOf(source, feed)
                    .ReadToEndAsync(
                        new Relay<IntakeTotal>(x => step.Report((taken = x).Records)),
                        cancellationToken
                    );
                read.Add((source.System, feed.Name));
            }
            catch (ConnectorException e)
            {
                failed.Add((FaultOf(source, feed, e.Fault, e.Message), e));
            }
            catch (Exception e) when (Defects.Is(e))
            {
                var defect = Defects.Describe(e);
                failed.Add((FaultOf(source, feed, ConnectorFault.Contract, defect), e));
            }
            finally
            {
                // It is stored with its page, whatever became of the next one, and not found again.
                SourceHealth.Tell(logger, source.System, feed.Name, taken.Drift);
            }
        }

        _health.Tell(failed, read);
        await RecordKnowledgeAsync(today, cancellationToken);
        await ReassessAsync(progress, cancellationToken);
        return new CycleReport(total, [.. failed.Select(x => x.Fault)]);
    }

    /// <summary>Once: what is read does not change while the hub runs.</summary>
    private async Task ForgetRemovedAsync(CancellationToken cancellationToken)
    {
        if (_knowsRemoved)
        {
            return;
        }

        var read = InReadingOrder(only: null)
            .Select(x => Streams.Intake(x.Source.System, x.Feed.Name))
            .ToHashSet();
        await RemovedFeeds.ForgetFailuresAsync(log, read, cancellationToken);
        _knowsRemoved = true;
    }

    /// <summary>What a system holds is not known: a project may be there, and has not been told.</summary>
    private bool IsUnread(string system, List<(SourceFault Fault, Exception Failure)> failed) =>
        failed.Exists(x =>
            x.Fault.System.Equals(system, StringComparison.Ordinal)
            && sources.All.Any(source =>
                source.System.Equals(system, StringComparison.Ordinal)
                && source.Feeds.Any(feed =>
                    feed.IsMasterData && feed.Name.Equals(x.Fault.Feed, StringComparison.Ordinal)
                )
            )
        );

    /// <summary>The sources', then those of the log: what was just read may be what they tell.</summary>
    private IEnumerable<(ISource Source, Feed Feed)> InReadingOrder(
        IReadOnlySet<(string System, string Feed)>? only
    ) =>
        sources
            .InReadingOrder()
            .Where(x => only is null || only.Contains((x.Source.System, x.Feed.Name)))
            .Concat(_followers.SelectMany(x => x.Feeds.Select(feed => (x, feed))));

    /// <summary>The rules that documents are routed by are recorded before any is approved.</summary>
    private async Task RecordRoutesAsync()
    {
        var known = books.Current.Routing;
        var plan = new RoutingPlan(
            (known?.Version ?? 0) + 1,
            [.. targets.Routes],
            [.. targets.All.Select(target => target.System)]
        );
        if (known is null || known != plan with { Version = known.Version })
        {
            await RecordAsync(plan);
        }
    }

    /// <summary>Who owns what is recorded before anybody tells of it.</summary>
    private async Task RecordOwnersAsync()
    {
        if (sources.PlanAfter(books.Current.Owners) is { } plan)
        {
            await RecordAsync(plan);
        }
    }

    private async Task RecordReadinessAsync()
    {
        if (sources.PlanAfter(books.Current.Readiness) is { } plan)
        {
            await RecordAsync(plan);
        }
    }

    private async Task RecordAsync(ReferenceFact fact) =>
        _ = await grains.GetGrain<IReferenceGrain>(0).RecordAsync(new ReferenceBatch([fact]));

    /// <summary>What was told of rates for a later day counts from that day.</summary>
    private async Task RecordKnowledgeAsync(LocalDate today, CancellationToken cancellationToken)
    {
        await books.CatchUpAsync(cancellationToken);
        var book = books.Current;
        if (book.Rates.IsAnotherOn(today))
        {
            var known = book.Facts.GetValueOrDefault(KnowledgeDate.Only)?.Version ?? 0;
            await RecordAsync(new KnowledgeDate(known + 1, today));
        }
    }

    /// <summary>Looks at all open work again when reference data has changed since the last time.</summary>
    public async Task ReassessAsync(IHubProgress progress, CancellationToken cancellationToken)
    {
        await books.CatchUpAsync(cancellationToken);
        var claim = await log.ClaimFollowerAsync(
            ReassessFollower,
            Environment.MachineName,
            cancellationToken
        );
        var version = books.Current.Version;
        if (claim.Offset >= version)
        {
            return;
        }

        var step = progress.Begin("assess open work");
        var done = 0;
        await Parallel.ForEachAsync(
            log.ListStreamsAsync(Streams.EngagementCategory, cancellationToken),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = EngagementsInFlightMax,
                CancellationToken = cancellationToken,
            },
            async (stream, _) =>
            {
                await engagements.ExecuteAsync(
                    EngagementId.Parse(stream.Key),
                    [(new Reassess(), null)]
                );
                step.Report(Interlocked.Increment(ref done));
            }
        );
        await log.AdvanceFollowerAsync(claim, version, cancellationToken);
    }

    /// <summary>Tries again what engagements could not do before.</summary>
    /// <param name="bills">Billing runs as well; not while a source may have more for them.</param>
    /// <param name="cancellationToken">Stops between engagements.</param>
    /// <returns>How many commands still wait.</returns>
    public async Task<int> RetryAsync(bool bills, CancellationToken cancellationToken)
    {
        var waiting = 0;
        var streams = log.ListStreamsAsync(Streams.SetAsideCategory, cancellationToken);
        await foreach (var stream in streams)
        {
            try
            {
                waiting += await grains.GetGrain<ISetAsideGrain>(stream.Key).RetryAsync(bills);
            }
            catch (Exception e) when (Defects.Is(e))
            {
                // Its rows stay in the exception list; the others are tried all the same.
                HubLog.RetryFailed(logger, e, stream.ToString());
            }
        }

        return waiting;
    }

    /// <summary>Whether a run is known to be completed.</summary>
    public Task<bool> IsBilledAsync(DraftInvoice run, CancellationToken cancellationToken) =>
        billing.IsCompletedAsync(run, cancellationToken);

    /// <summary>Bills all engagements through a date, once.</summary>
    public async Task<BillingRunTotal> BillAsync(
        DraftInvoice run,
        string? approvedBy,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        var step = progress.Begin($"bill through {run.Through:uuuu-MM-dd}");
        var total = await billing.RunAsync(
            run,
            approvedBy,
            new Relay<BillingRunTotal>(x => step.Report(x.Engagements)),
            cancellationToken
        );
        if (total.Engagements > 0)
        {
            HubLog.Billed(logger, run.Through, total.Documents, total.Refused);
        }

        return total;
    }

    /// <summary>The names of all targets.</summary>
    public IEnumerable<string> Targets => targets.All.Select(target => target.System);

    /// <summary>Brings out all that is due. Targets do not wait for each other.</summary>
    public async Task<LaneReport> DeliverAsync(
        bool retryRefused,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        var reports = await Task.WhenAll(
            targets.All.Select(x =>
                DeliverAsync(x.System, retryRefused, progress, cancellationToken)
            )
        );
        return new LaneReport(
            reports.Sum(x => x.Delivered),
            reports.Sum(x => x.Refused),
            reports.Sum(x => x.Open),
            reports.Sum(x => x.Unknown),
            reports.Min(x => x.NextDue),
            reports.Min(x => x.NextLook),
            HasMore: false,
            [.. reports.SelectMany(x => x.Faults)]
        )
        {
            Submitted = reports.Sum(x => x.Submitted),
        };
    }

    /// <summary>Brings out all that is due to one target, pass after pass.</summary>
    public async Task<LaneReport> DeliverAsync(
        string target,
        bool retryRefused,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        var lane = grains.GetGrain<ILaneGrain>(target);
        var step = progress.Begin($"deliver to {target}");
        var delivered = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var report = await PassAsync(lane, target, retryRefused);
            delivered += report.Delivered;
            step.Report(delivered);
            if (!report.HasMore)
            {
                return report with { Delivered = delivered };
            }

            retryRefused = false;
        }
    }

    private async Task<LaneReport> PassAsync(ILaneGrain lane, string target, bool retryRefused)
    {
        try
        {
            return await lane.PassAsync(retryRefused);
        }
        catch (Exception e) when (Defects.Is(e))
        {
            HubLog.TargetFailed(logger, e, target);
            return LaneReport.OfFault(
                new TargetFault(target, ConnectorFault.Contract, Defects.Describe(e))
            );
        }
    }

    private static SourceFault FaultOf(
        ISource source,
        Feed feed,
        ConnectorFault fault,
        string message
    ) => new(source.System, feed.Name, fault, message, HoldsUpBilling: feed.HoldsUpBilling);

    private FeedReader ReaderOf(ISource source, Feed feed)
    {
        var key = (source.System, feed.Name);
        if (!_readers.TryGetValue(key, out var reader))
        {
            var isSystem = !_followers.Contains(source);
            _readers[key] = reader = new FeedReader(source, feed, router, log, isSystem);
        }

        return reader;
    }

    /// <summary>Reports where it is called, so that no report comes after the end of its step.</summary>
    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}

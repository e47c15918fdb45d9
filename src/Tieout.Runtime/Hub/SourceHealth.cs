using Microsoft.Extensions.Logging;
using Tieout.Connect;
using Tieout.Runtime.Intake;

namespace Tieout.Runtime.Hub;

/// <summary>Which feeds cannot be read: told once when it begins and once when it is over.</summary>
/// <remarks>Feeds of one system that fail for one reason are told together.</remarks>
internal sealed class SourceHealth(ILogger logger)
{
    private readonly Dictionary<(string System, string Feed), ConnectorFault> _failing = [];

    /// <summary>Tells what has changed since the round before.</summary>
    /// <param name="failed">Feeds that failed in this round, and how.</param>
    /// <param name="read">Feeds that were read to their end.</param>
    public void Tell(
        IEnumerable<(SourceFault Fault, Exception Failure)> failed,
        IEnumerable<(string System, string Feed)> read
    )
    {
        foreach (var group in failed.GroupBy(x => (x.Fault.System, x.Fault.Fault, x.Fault.Message)))
        {
            Tell([.. group.Where(x => IsNews(x.Fault))], [.. group.Where(x => !IsNews(x.Fault))]);
        }

        foreach (
            var group in read.Where(_failing.Remove).GroupBy(x => x.System, StringComparer.Ordinal)
        )
        {
            HubLog.FeedRecovered(logger, group.Key, Names(group.Select(x => x.Feed)));
        }
    }

    /// <summary>Tells how the records of a feed have changed their form.</summary>
    public static void Tell(
        ILogger logger,
        string system,
        string feed,
        IEnumerable<FieldDrift> changes
    )
    {
        foreach (var drift in changes)
        {
            if (drift.Lost.Count > 0)
            {
                HubLog.FieldsLost(logger, system, feed, Names(drift.Lost), drift.Records);
            }

            if (drift.Other.Count > 0)
            {
                HubLog.FieldsChanged(logger, system, feed, Names(drift.Other));
            }
        }
    }

    private bool IsNews(SourceFault fault) =>
        !_failing.TryGetValue((fault.System, fault.Feed), out var known) || known != fault.Fault;

    private void Tell(
        IReadOnlyList<(SourceFault Fault, Exception Failure)> news,
        IReadOnlyList<(SourceFault Fault, Exception Failure)> known
    )
    {
        foreach (var (fault, failure) in known)
        {
            HubLog.FeedStillUnreadable(logger, failure, fault.System, fault.Feed, fault.Message);
        }

        if (news is not [var (first, cause), ..])
        {
            return;
        }

        var feeds = Names(news.Select(x => x.Fault.Feed));
        if (cause is ConnectorException)
        {
            HubLog.FeedUnreadable(logger, first.System, feeds, first.Message);
        }
        else
        {
            HubLog.FeedFailed(logger, cause, first.System, feeds);
        }

        foreach (var (fault, _) in news)
        {
            _failing[(fault.System, fault.Feed)] = fault.Fault;
        }
    }

    private static string Names(IEnumerable<string> feeds) => string.Join(", ", feeds);
}

using System.Diagnostics;
using Tieout.Domain.Amounts;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>What waits for its project, and what could not be read at all.</summary>
internal static class IntakeRows
{
    private static readonly RowStatement Route = ReadTables.Route.Upsert();
    private static readonly RowStatement Parked = ReadTables.Parked.Upsert();
    private static readonly RowStatement Rejected = ReadTables.Rejected.Upsert();

    /// <summary>Only the newest version is handed over; those before it wait for nothing more.</summary>
    private static readonly RowStatement Release = new(
        "DELETE FROM parked WHERE project = @project AND work = @work AND version <= @version"
    );

    private static readonly RowStatement Settle = new(
        "DELETE FROM rejected WHERE stream = @stream AND subject = @subject"
    );

    private static readonly RowStatement Page = new(
        "INSERT INTO feed (stream, system, feed, records, rejected, pages, last_seq, last_at) "
            + "VALUES (@stream, @system, @feed, @records, @rejected, 1, @last_seq, @last_at) "
            + "ON CONFLICT (stream) DO UPDATE SET records = feed.records + excluded.records, "
            + "rejected = feed.rejected + excluded.rejected, pages = feed.pages + 1, "
            + "last_seq = excluded.last_seq, last_at = excluded.last_at"
    );

    private static readonly RowStatement Recover = new(
        "UPDATE feed SET failed_seq = NULL, failed_at = NULL, failure = NULL "
            + "WHERE stream = @stream AND failed_seq IS NOT NULL"
    );

    private static readonly RowStatement Fail = new(
        "INSERT INTO feed (stream, system, feed, records, rejected, pages, failed_seq, failed_at, failure) "
            + "VALUES (@stream, @system, @feed, 0, 0, 0, @failed_seq, @failed_at, @failure) "
            + "ON CONFLICT (stream) DO UPDATE SET "
            + "failed_seq = COALESCE(feed.failed_seq, excluded.failed_seq), "
            + "failed_at = COALESCE(feed.failed_at, excluded.failed_at), failure = excluded.failure"
    );

    public static void Happened(IRowWriter rows, EventPlace at, RouteEvent happened)
    {
        switch (happened)
        {
            case RouteEvent.ProjectRouted e:
                rows.Run(Route, at.Key, e.Engagement.Value, at.Sequence);
                break;
            case RouteEvent.WorkParked e:
                rows.Run(
                    Parked,
                    at.Key,
                    e.Work.Id.Value,
                    e.Work.Version,
                    StoredNames.KindOf(e.Work),
                    StoredNames.ResourceOf(e.Work),
                    StoredUnits.Text(e.Work.ServiceDate),
                    StoredUnits.Hundredths(e.Work.Effort),
                    e.Work.IsDeleted,
                    e.Origin.System,
                    e.Origin.Place,
                    at.Sequence,
                    at.At
                );
                break;
            case RouteEvent.WorkReleased e:
                rows.Run(Release, at.Key, e.Work.Value, e.Version);
                break;
            default:
                throw new UnreachableException(happened.GetType().Name);
        }
    }

    public static void Taken(IRowWriter rows, EventPlace at, PageTaken page)
    {
        // The system's name has no slash; a feed's may.
        var (system, feed) = at.Key.Split('/', 2) is [var before, var after]
            ? (before, after)
            : throw new UnreachableException(at.Key);
        if (page.Dismissed is null)
        {
            var (records, rejections) = ((long)page.Records, (long)page.Rejected.Count);
            rows.Run(Page, at.Key, system, feed, records, rejections, at.Sequence, at.At);
            if (page.Failed is { } failed)
            {
                rows.Run(Fail, at.Key, system, feed, at.Sequence, at.At, failed.Message);
            }
            else
            {
                rows.Run(Recover, at.Key);
            }
        }

        foreach (var subject in page.Settled ?? [])
        {
            rows.Run(Settle, at.Key, subject);
        }

        for (var i = 0; i < page.Rejected.Count; i++)
        {
            var rejected = page.Rejected[i];
            rows.Run(
                Rejected,
                at.Sequence,
                i + 1L,
                at.Key,
                rejected.Subject,
                rejected.Origin.System,
                rejected.Origin.Place,
                rejected.Code,
                rejected.Field,
                rejected.Message,
                StoredUnits.Hundredths(rejected.Effort ?? Effort.Zero),
                at.At
            );
        }
    }
}

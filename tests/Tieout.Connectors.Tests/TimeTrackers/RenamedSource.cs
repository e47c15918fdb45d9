using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.TimeTrackers;

/// <summary>A source, with the test's names in place of the system's ids.</summary>
internal sealed class RenamedSource(ISource source, IReadOnlyDictionary<string, string> ids)
    : ISource
{
    public string System => source.System;

    public IReadOnlyList<Feed> Feeds => source.Feeds;

    public Task CheckAsync(CancellationToken cancellationToken) =>
        source.CheckAsync(cancellationToken);

    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var page in source.ReadAsync(feed, after, cancellationToken))
        {
            yield return page with
            {
                Records = [.. page.Records.Select(Named)],
                Rejected = [.. page.Rejected.Select(Named)],
            };
        }
    }

    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        source.AcknowledgeAsync(feed, cursor, cancellationToken);

    private SourceRecord Named(SourceRecord record)
    {
        if (record.Fact is not TimeEntry entry)
        {
            return record;
        }

        var id = entry.Id.Value.Split('/')[^1];
        var name = ids.First(x => id.Equals(x.Value, StringComparison.Ordinal)).Key;
        var renamed = WorkId.Parse($"time/{source.System}/{name}");
        return record with { Fact = entry with { Id = renamed } };
    }

    private RejectedRecord Named(RejectedRecord rejected) =>
        rejected.Identity?.Split('/') is ["time", _, var id]
        && ids.FirstOrDefault(x => id.Equals(x.Value, StringComparison.Ordinal)).Key is { } name
            ? rejected with
            {
                Identity = $"time/{source.System}/{name}",
            }
            : rejected;
}

using System.Runtime.CompilerServices;

namespace Tieout.Connect;

/// <summary>Another source, whose pages say something else.</summary>
/// <param name="inner">What is read.</param>
public abstract class MappedSource(ISource inner) : ISource
{
    /// <inheritdoc/>
    public string System => inner.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds => inner.Feeds;

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        inner.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var page in inner.ReadAsync(feed, after, cancellationToken))
        {
            yield return await MapAsync(page, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        inner.AcknowledgeAsync(feed, cursor, cancellationToken);

    /// <summary>A page as it is told: record by record, as a rule.</summary>
    protected virtual Task<Page> MapAsync(Page page, CancellationToken cancellationToken) =>
        Task.FromResult(
            page with
            {
                Records = [.. page.Records.Select(Map)],
                Rejected = [.. page.Rejected.Select(Map)],
            }
        );

    /// <summary>A record as it is told; as it is, as a rule.</summary>
    protected virtual SourceRecord Map(SourceRecord record) => record;

    /// <summary>A rejection as it is told; as it is, as a rule.</summary>
    protected virtual RejectedRecord Map(RejectedRecord rejected) => rejected;
}

namespace Tieout.Connect;

/// <summary>Reads canonical facts from one external system, feed by feed, a page at a time.</summary>
/// <remarks>
/// The contract that every source is tested against is <c>SourceConformance</c>: a read that is
/// broken off and resumed from the last cursor delivers each record at least once and loses none;
/// the same cursor always means the same place; a bad record never hides its neighbours.
/// </remarks>
public interface ISource
{
    /// <summary>The connection's name in the configuration.</summary>
    string System { get; }

    /// <summary>What can be read, in the order in which a first load is best read.</summary>
    IReadOnlyList<Feed> Feeds { get; }

    /// <summary>Proves that the settings work, without reading or changing business data.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ConnectorException">They do not, and why.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reads everything that changed since <paramref name="after"/>, oldest first, and ends when
    /// there is nothing more at the moment.
    /// </summary>
    /// <param name="feed">One of <see cref="Feeds"/>.</param>
    /// <param name="after">
    /// The cursor of the last page whose records are durable; <see cref="Cursor.Start"/> for all.
    /// </param>
    /// <param name="cancellationToken">Stops between pages; a page is delivered whole.</param>
    /// <exception cref="ConnectorException">The system did not answer as its contract says.</exception>
    IAsyncEnumerable<Page> ReadAsync(Feed feed, Cursor after, CancellationToken cancellationToken);

    /// <summary>
    /// Tells the source that everything up to <paramref name="cursor"/> is durable in the hub, so
    /// that it may tidy up (move a file away, acknowledge a message). Repeating it is harmless.
    /// </summary>
    /// <param name="feed">One of <see cref="Feeds"/>.</param>
    /// <param name="cursor">A cursor that a page of this feed carried.</param>
    /// <param name="cancellationToken">Gives up; the call will be made again.</param>
    Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken);
}

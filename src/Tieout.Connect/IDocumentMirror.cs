namespace Tieout.Connect;

/// <summary>A system whose users see the hub's posted documents there, as they stand.</summary>
/// <remarks>
/// It is told what stands now, whenever that may have changed, and again after a failure: a document is known there
/// by its reference, so that twice is once.
/// </remarks>
public interface IDocumentMirror
{
    /// <summary>The connection's name in the configuration.</summary>
    string System { get; }

    /// <summary>Looks whether documents can be shown; changes nothing.</summary>
    /// <exception cref="ConnectorException">They cannot, or the settings let nobody in.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Brings the system to show what stands.</summary>
    /// <param name="documents">Each once.</param>
    /// <param name="cancellationToken">Stops between calls; it is told all of it again.</param>
    /// <returns>What it does not let be shown, a document each.</returns>
    /// <exception cref="ConnectorException">The system failed; some of it may be shown.</exception>
    Task<IReadOnlyList<DocumentRefusal>> ShowAsync(
        IReadOnlyList<DocumentStanding> documents,
        CancellationToken cancellationToken
    );
}

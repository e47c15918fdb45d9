namespace Tieout.Connect;

/// <summary>A source in which the hub sets up the projects of contracts that are signed.</summary>
/// <remarks>
/// Asked again until the project is open, also after a crash: it looks before it writes. A project that is open is
/// never changed.
/// </remarks>
public interface IProjectSetup
{
    /// <summary>The connection's name in the configuration.</summary>
    string System { get; }

    /// <summary>Brings the system to hold the project.</summary>
    /// <param name="order">Its natural key, and how it is made.</param>
    /// <param name="mayOpen">
    /// All else that its time needs is there. Until then it is made so that it takes no time, or not at all by a system
    /// that cannot keep it so.
    /// </param>
    /// <param name="cancellationToken">Honoured before the first change is sent.</param>
    /// <exception cref="ConnectorException">Refused, or the system failed; it may be made all the same.</exception>
    Task<ProjectStanding> EnsureAsync(
        ProjectOrder order,
        bool mayOpen,
        CancellationToken cancellationToken
    );
}

namespace Tieout.Connect;

/// <summary>A source in which the hub sets up the projects of contracts that are signed.</summary>
/// <remarks>
/// It is looked at before anything is made or opened. A call that makes a project and is not answered rests until it
/// has taken effect or never will.
/// </remarks>
public interface IProjectSetup
{
    /// <summary>The connection's name in the configuration.</summary>
    string System { get; }

    /// <summary>It can hold a project on which no time can be logged yet.</summary>
    bool KeepsClosed { get; }

    /// <summary>Prices stand on its own entries, so that no rate card is waited for.</summary>
    bool PricesEntries { get; }

    /// <summary>Looks for the project that was made for a contract.</summary>
    /// <param name="order">Its natural key is the contract.</param>
    /// <param name="cancellationToken">Gives up; nothing was changed.</param>
    /// <exception cref="ConnectorException">The system failed, or holds more than one.</exception>
    Task<ProjectStanding> FindAsync(ProjectOrder order, CancellationToken cancellationToken);

    /// <summary>Makes the project, and its customer where it needs one.</summary>
    /// <param name="order">What was not found.</param>
    /// <param name="isClosed">No time may be logged on it yet; only where the system can keep it so.</param>
    /// <param name="cancellationToken">Honoured before the first change is sent.</param>
    /// <exception cref="ConnectorException">Refused, failed, or unknown.</exception>
    Task MakeAsync(ProjectOrder order, bool isClosed, CancellationToken cancellationToken);

    /// <summary>Lets time be logged on a project that was made closed. Repeating it is harmless.</summary>
    /// <param name="order">What was found closed.</param>
    /// <param name="cancellationToken">Honoured before the change is sent.</param>
    /// <exception cref="ConnectorException">Refused, or failed.</exception>
    Task OpenAsync(ProjectOrder order, CancellationToken cancellationToken);
}

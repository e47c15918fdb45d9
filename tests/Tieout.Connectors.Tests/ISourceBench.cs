using Tieout.Connect;

namespace Tieout.Connectors.Tests;

/// <summary>A source system that a conformance test can fill and break; one for each test.</summary>
public interface ISourceBench : IAsyncDisposable
{
    /// <summary>Reads what the bench holds; a new one, as after a restart of the hub.</summary>
    ISource Open();

    /// <summary>Reads with settings that cannot work.</summary>
    ISource OpenWithWrongSettings();

    /// <summary>The most records that a page of <see cref="Open"/> holds; 5 or less.</summary>
    int PageSize { get; }

    /// <summary>The feed of time entries.</summary>
    string TimeFeed { get; }

    /// <summary>The feed that tells which time entries are gone, where that is another one.</summary>
    string GoneFeed => TimeFeed;

    /// <summary>Puts time entries into the system, 60 minutes each.</summary>
    /// <param name="ids">The system's own ids, in the order of their change.</param>
    /// <param name="sharedStamp">All have the same instant of change.</param>
    Task AddTimeAsync(
        IReadOnlyList<string> ids,
        bool sharedStamp,
        CancellationToken cancellationToken
    );

    /// <summary>Changes an entry's effort to 90 minutes, later than everything so far.</summary>
    Task EditTimeAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a time entry that cannot be understood, between good ones.</summary>
    /// <returns>A part of the origin's place that leads a person to it.</returns>
    Task<string> AddBrokenTimeAsync(
        IReadOnlyList<string> before,
        IReadOnlyList<string> after,
        CancellationToken cancellationToken
    );

    /// <summary>Puts right what <see cref="AddBrokenTimeAsync"/> added.</summary>
    Task MendAsync(CancellationToken cancellationToken);

    /// <summary>Lets something happen that happens in the field.</summary>
    /// <returns>False when it cannot happen to this system.</returns>
    Task<bool> TryCauseAsync(SourceTrouble trouble, CancellationToken cancellationToken);

    /// <summary>How many calls the system has turned down because there were too many.</summary>
    int TurnedDown { get; }

    /// <summary>Makes the whole time feed unreadable and fills one master feed.</summary>
    /// <returns>The master feed's name.</returns>
    Task<string> BreakTimeFeedAsync(CancellationToken cancellationToken);
}

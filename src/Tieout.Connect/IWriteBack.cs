using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connect;

/// <summary>A source that is told which of its work stands on posted invoices.</summary>
/// <remarks>
/// It is told what stands now, whenever that may have changed, and again after a failure: it looks before
/// it writes, and what the system says already stays untouched.
/// </remarks>
public interface IWriteBack
{
    /// <summary>The connection's name in the configuration.</summary>
    string System { get; }

    /// <summary>All work that the system marks as one with a piece of work, itself included.</summary>
    /// <param name="work">Of whatever system.</param>
    /// <returns>The same, in the same order, for each of them; nothing for work that it does not mark.</returns>
    IReadOnlyList<WorkId> MarkedWith(WorkId work);

    /// <summary>Brings the system to say what stands.</summary>
    /// <param name="work">
    /// Whole, as <see cref="MarkedWith"/> has it; what the hub does not know is not there, and what was deleted
    /// stands on nothing.
    /// </param>
    /// <param name="cancellationToken">Stops between calls; it is told all of it again.</param>
    /// <returns>What it does not let say so, a record each.</returns>
    /// <exception cref="ConnectorException">The system failed; some of it may be said.</exception>
    Task<IReadOnlyList<WriteBackRefusal>> WriteAsync(
        IReadOnlyList<BilledWork> work,
        CancellationToken cancellationToken
    );
}

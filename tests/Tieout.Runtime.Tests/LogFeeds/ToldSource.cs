using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Tests.LogFeeds;

/// <summary>A system that keeps what it is told and refuses what the test has it refuse.</summary>
internal sealed class ToldSource : IWriteBack
{
    /// <inheritdoc/>
    public string System => "chronos";

    /// <summary>How it answers for a record; says nothing against it as a rule.</summary>
    public Func<BilledWork, WriteBackRefusal?> Answer { get; set; } = _ => null;

    /// <summary>Whether it marks work at all.</summary>
    public bool IsMarking { get; set; } = true;

    /// <summary>What each call said.</summary>
    public List<IReadOnlyList<BilledWork>> Calls { get; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<WorkId> MarkedWith(WorkId work) => IsMarking ? [work] : [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<WriteBackRefusal>> WriteAsync(
        IReadOnlyList<BilledWork> work,
        CancellationToken cancellationToken
    )
    {
        Calls.Add(work);
        return Task.FromResult<IReadOnlyList<WriteBackRefusal>>([
            .. work.Select(Answer).OfType<WriteBackRefusal>(),
        ]);
    }

    /// <summary>The record of a piece of work is refused.</summary>
    public static WriteBackRefusal Refuse(BilledWork work, bool isTransient = false) =>
        new(work.Work, work.Work.Value.Split('/')[^1], "is locked", isTransient);
}

using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Ledger;

/// <summary>A piece of work at its current version, and the slices it has become.</summary>
/// <param name="Work">The version that the slices stand for.</param>
/// <param name="Slices">Together exactly the work; none once it is deleted.</param>
/// <param name="Held">A newer version that waits until invoiced slices are credited.</param>
public sealed record WorkItem(Work Work, IReadOnlyList<Slice> Slices, Work? Held = null)
{
    /// <summary>The newest version the hub has been told.</summary>
    public Work Newest => Held ?? Work;

    /// <summary>No slice is on a document.</summary>
    public bool IsOpen => Slices.All(slice => slice.IsOpen);

    /// <summary>Σ slices = work, in effort. Source: rule S1, every minute exactly once.</summary>
    public WorkItem Checked()
    {
        var sliced = Effort.Zero;
        foreach (var slice in Slices)
        {
            sliced += slice.Effort;
        }

        Invariant.Require(
            sliced == (Work.IsDeleted ? Effort.Zero : Work.Effort),
            $"the slices of {Work.Id} are the whole of it"
        );
        return this;
    }
}

using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Ledger;

/// <summary>A piece of work at its current version, and the slices it has become.</summary>
/// <param name="Work">The version that the slices stand for.</param>
/// <param name="Slices">Together exactly the work; none once it is deleted.</param>
/// <param name="Held">A newer version that waits until invoiced slices are credited.</param>
/// <param name="RecordedAt">
/// The event of its engagement that recorded this version; none once it has been on a document.
/// </param>
public sealed record WorkItem(
    Work Work,
    IReadOnlyList<Slice> Slices,
    Work? Held = null,
    long? RecordedAt = null
)
{
    /// <summary>The newest version the hub has been told.</summary>
    public Work Newest => Held ?? Work;

    /// <summary>No slice is on a document.</summary>
    public bool IsOpen => Slices.All(slice => slice.IsOpen);

    /// <summary>Some of it stands on an approved document.</summary>
    public bool IsInvoiced => Slices.Any(slice => slice.Stage == Stage.Invoiced);

    /// <summary>What is not on a document and not given up.</summary>
    public Effort OpenEffort =>
        Slices.Count == 1 && Slices[0].IsOpen
            ? Slices[0].Effort
            : Effort.Sum(Slices.Where(slice => slice.IsOpen).Select(slice => slice.Effort));

    /// <summary>What is charged of the open part, where its line rounds time.</summary>
    public Effort? OpenBillable =>
        Slices.Any(slice => slice is { IsOpen: true, Billable: not null })
            ? Effort.Sum(Slices.Where(slice => slice.IsOpen).Select(slice => slice.Charged))
            : null;

    /// <summary>The value of what stands on documents.</summary>
    public Money Billed(CurrencyCode currency) =>
        Money.Sum(
            currency,
            Slices.Where(slice => !slice.IsOpen).Select(x => x.Amount).OfType<Money>()
        );

    /// <summary>The open slices as these ones; what is on documents stays as it is.</summary>
    public WorkItem Reopened(IEnumerable<Slice> open) =>
        this with
        {
            Slices =
            [
                .. Slices.Where(slice => !slice.IsOpen).Concat(open).OrderBy(slice => slice.Number),
            ],
        };

    /// <summary>The number of the open part, and the next one that no slice has yet.</summary>
    public (int Open, int Next) Numbers
    {
        get
        {
            var next = Slices.Max(slice => slice.Number) + 1;
            return (Slices.FirstOrDefault(slice => slice.IsOpen)?.Number ?? next, next);
        }
    }

    /// <summary>
    /// Σ slices = work, in effort; no slice owes effort, and what is on a document has its amount.
    /// Source: rule S1, every minute exactly once.
    /// </summary>
    /// <remarks>
    /// The value of work is not the sum of its slices for good: later rates and amendments revalue
    /// what is billed. That documents and slices agree is a check of the tie-out.
    /// </remarks>
    public WorkItem Checked()
    {
        var sliced = Effort.Zero;
        for (var i = 0; i < Slices.Count; i++)
        {
            var slice = Slices[i];
            sliced += slice.Effort;
            Invariant.Require(
                slice.Effort >= Effort.Zero,
                $"slice {slice.Number} of {Work.Id} owes no effort"
            );
            Invariant.Require(
                slice.Effort.IsKept || !Work.Effort.IsKept,
                $"slice {slice.Number} of {Work.Id} is cut as finely as it is stored"
            );
            Invariant.Require(
                slice.Amount is not null || slice.Stage is not (Stage.Drafted or Stage.Invoiced),
                $"slice {slice.Number} of {Work.Id} has the amount of its document"
            );
        }

        Invariant.Require(
            sliced == (Work.IsDeleted ? Effort.Zero : Work.Effort),
            $"the slices of {Work.Id} are the whole of it"
        );
        return this;
    }
}

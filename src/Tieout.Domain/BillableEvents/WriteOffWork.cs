using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.BillableEvents;

/// <summary>Approved work that is on no document, or hours of it, is not to be billed.</summary>
/// <param name="Entries">At least one.</param>
/// <param name="Effort">Of one time entry; all that is open of each when none.</param>
/// <param name="Limit">
/// Standard value above which somebody else has to approve, in the contract's currency; none needs to
/// when none.
/// </param>
/// <remarks>
/// What is written off keeps its standard value, so that realisation can be told; it is neither earned
/// nor billed. Source: domain rules §6 (approved, write off) and §8.17.
/// </remarks>
public sealed record WriteOffWork(
    IReadOnlyList<WorkId> Entries,
    Judgement Why,
    Effort? Effort = null,
    decimal? Limit = null
) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        var parts = new List<WrittenOffPart>();
        var before = new List<Slice>();
        foreach (var id in Entries.Distinct())
        {
            if (
                state.Work.GetValueOrDefault(id) is not { Work: not Charge } known
                || !IsOpen(known)
            )
            {
                return AdjustmentRejections.NothingOpen(state.Id, id);
            }

            var wanted = Effort ?? known.OpenEffort;
            if (Effort is not null && (known.Work is not TimeEntry || wanted > known.OpenEffort))
            {
                return AdjustmentRejections.NotThatMuch(known, wanted);
            }

            parts.Add(WrittenOffPart.Of(known, wanted));
            before.AddRange(known.Slices.Where(slice => slice.Stage is Stage.WrittenOff));
        }

        // A limit is one of the work, however often hours of it are written off.
        var value = Money.SumOrNone(parts.Select(part => part.Value));
        var whole = Money.SumOrNone([value, .. before.Select(slice => slice.Amount)]);
        if (Why.IsShortOf(Limit, whole))
        {
            return AdjustmentRejections.NeedsApprover(whole, Limit!.Value);
        }

        return Decision<EngagementEvent>.Accept([
            .. WrittenOffPart.Events(state, parts, Why, reference),
        ]);
    }

    /// <summary>Only what is approved and billable is worth anything, and no correction of it waits.</summary>
    private static bool IsOpen(WorkItem known) =>
        known.Held is null
        && known.Slices.Any(slice => slice.IsOpen)
        && known
            .Slices.Where(slice => slice.IsOpen)
            .All(slice => slice.Stage is Stage.Ready or Stage.Blocked);
}

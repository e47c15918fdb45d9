using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.BillableEvents;

/// <summary>A part of open work that is given up, and the slices that the work has then.</summary>
/// <param name="Value">Of the part; none where the work has no value yet.</param>
internal sealed record WrittenOffPart(
    WorkId Work,
    IReadOnlyList<Slice> Slices,
    Effort Effort,
    Money? Value
)
{
    /// <summary>Hours at their rate; what stays open is worth the rest, so no cent is lost.</summary>
    /// <param name="known">Has an open part of at least that effort.</param>
    /// <param name="stage">Written off or superseded.</param>
    public static WrittenOffPart Of(WorkItem known, Effort effort, Stage stage = Stage.WrittenOff)
    {
        List<Slice> open = [.. known.Slices.Where(slice => slice.IsOpen)];
        var amount = Money.SumOrNone(open.Select(slice => slice.Amount));
        if (effort == known.OpenEffort)
        {
            return new WrittenOffPart(
                known.Work.Id,
                [.. known.Slices.Select(slice => slice.IsOpen ? GivenUp(slice, stage) : slice)],
                effort,
                amount
            );
        }

        var (number, next) = known.Numbers;
        var whole = open[0] with { Effort = known.OpenEffort, Billable = known.OpenBillable };
        var billable = whole.BillableOf(effort);
        var value = ValueOf(known.Work, open[0], billable ?? effort, amount);
        var rest = whole with
        {
            Number = number,
            Effort = whole.Effort - effort,
            Billable = whole.Billable - billable,
            Amount = amount - value,
        };
        var part = GivenUp(whole, stage) with
        {
            Number = next,
            Effort = effort,
            Billable = billable,
            Amount = value,
        };
        return new WrittenOffPart(
            known.Work.Id,
            known.Reopened([rest, part]).Slices,
            effort,
            value
        );
    }

    /// <summary>The events that give the parts up, and those of work that was suspected because of them.</summary>
    public static IReadOnlyList<EngagementEvent> Events(
        EngagementState state,
        IReadOnlyList<WrittenOffPart> parts,
        Judgement why,
        ReferenceBook reference
    )
    {
        List<EngagementEvent> changes =
        [
            .. parts
                .Select(part => new SlicedWork(part.Work, part.Slices, reference.Version))
                .Chunk(SlicedWork.ItemsPerEventMax)
                .Select(some => new EngagementEvent.WorkSliced(some)),
            new EngagementEvent.WorkAdjusted(
                new Adjustment(
                    AdjustmentKind.WriteOff,
                    [.. parts.Select(part => part.Work)],
                    Document: null,
                    Effort.Sum(parts.Select(part => part.Effort)),
                    Money.SumOrNone(parts.Select(part => part.Value)),
                    why
                )
            ),
        ];
        return
        [
            .. changes,
            .. Duplicates.Follow(
                state,
                changes,
                reference,
                [.. parts.Select(part => state.Work[part.Work].Work)]
            ),
        ];
    }

    private static Money? ValueOf(Work work, Slice open, Effort charged, Money? whole) =>
        whole is { IsZero: false } amount && open.Rate is { } rate && work is TimeEntry time
            ? Money.Min(
                charged.At(new Money(rate.Rate * time.Multiplier, amount.Currency)).Round(),
                amount
            )
            : whole;

    private static Slice GivenUp(Slice slice, Stage stage) =>
        slice with
        {
            Stage = stage,
            Reasons = [],
        };
}

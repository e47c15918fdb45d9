using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.TimeValidation;

/// <summary>A source says what a time entry, an expense or a milestone is now.</summary>
/// <remarks>
/// Never refused: the source is right about its own records. A repeat and an older version change
/// nothing; a newer one replaces open slices, takes work off a draft, and waits for a credit memo
/// when the work is invoiced, unless it says the same. The same version with other contents is an exception.
/// </remarks>
public sealed record RecordWork(Work Work) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        var watch = Duplicates.Watch(state, reference).ToList();
        if (watch.Count > 0)
        {
            return Decide(state.EvolveAll(watch), reference) switch
            {
                Decision<EngagementEvent>.Accepted { Events.Count: > 0 } x =>
                    Decision<EngagementEvent>.Accept([.. watch, .. x.Events]),
                var other => other,
            };
        }

        var known = state.Work.GetValueOrDefault(Work.Id);
        if (known is null)
        {
            var closed = state.ClosedVersionOf(Work.Id);
            Invariant.Require(
                closed?.IsOlderThan(Work, state.Conflicts) is not true,
                $"{Work.Id} is open to be corrected"
            );
            return closed is not null
                ? Decision<EngagementEvent>.Accept()
                : Followed(state, [Recorded(state, Work, reference)], reference);
        }

        if (Work.Version < known.Newest.Version)
        {
            return Decision<EngagementEvent>.Accept();
        }

        if (IsOurBilling(state, known))
        {
            return new RecordWork(Work with { IsBilledElsewhere = false }).Decide(state, reference);
        }

        if (IsTouched(known))
        {
            return Touched(state, known, reference);
        }

        // It left one project for another: of its two places, the one where it is says what it is.
        var hasLeft = known.Newest.Project != Work.Project;
        if (
            Work.Version == known.Newest.Version
            && !IsMoreExact(known)
            && !(hasLeft && known.Newest.IsDeleted && !Work.IsDeleted)
        )
        {
            return
                Work.Equals(known.Newest)
                || IsNumbered(known)
                || (hasLeft && Work.IsDeleted)
                || state.Conflicts.GetValueOrDefault(Work.Id)?.Version == Work.Version
                ? Decision<EngagementEvent>.Accept()
                : Decision<EngagementEvent>.Accept(new EngagementEvent.VersionConflictFound(Work));
        }

        return Followed(state, [.. Correct(state, known, reference)], reference);
    }

    /// <summary>A newer version of what stands on a document that says nothing else of it.</summary>
    private bool IsTouched(WorkItem known) =>
        !known.IsOpen
        && Work.Version > known.Newest.Version
        && Work.Equals(Retold(known, known.IsInvoiced));

    /// <summary>It stands as it does; what of it stands on nothing posted is looked at again.</summary>
    private Decision<EngagementEvent> Touched(
        EngagementState state,
        WorkItem known,
        ReferenceBook reference
    )
    {
        var isOthers = Work.IsBilledElsewhere && !known.Newest.IsBilledElsewhere;
        List<EngagementEvent> touched =
        [
            .. isOthers ? Withdrawn(known) : [],
            new EngagementEvent.WorkTouched(Work),
        ];
        var after = state.EvolveAll(touched);
        return Decision<EngagementEvent>.Accept([
            .. touched,
            .. Reassess.Open(after, reference, [after.Work[Work.Id]]),
        ]);
    }

    /// <summary>As it is known, with what says nothing else of what stands.</summary>
    /// <param name="known">What is told again.</param>
    /// <param name="stands">
    /// Both have billed it: what the hub has posted stands until somebody has found out which of both is right.
    /// </param>
    private Work Retold(WorkItem known, bool stands)
    {
        var before = known.Newest with { Version = Work.Version };
        if (stands)
        {
            before = before with { BillingEvent = Work.BillingEvent };
        }

        if (stands && (Work.BilledOn is not null || before.IsBilledElsewhere))
        {
            before = before with
            {
                IsBilledElsewhere = Work.IsBilledElsewhere,
                BilledOn = Work.BilledOn,
            };
        }

        return (before, Work) is (TimeEntry time, TimeEntry now)
            ? time with
            {
                Note = now.Note,
            }
            : before;
    }

    /// <summary>The same version of what was called billed, by a connector that reads billing events since.</summary>
    private bool IsMoreExact(WorkItem known) =>
        Work.BillingEvent is not null
        && known.Newest is { IsBilledElsewhere: true, BillingEvent: null }
        && Work.WithoutForeignBilling().Equals(known.Newest.WithoutForeignBilling());

    /// <summary>The same version with a number that was not read before, or that the hub gave.</summary>
    private bool IsNumbered(WorkItem known) =>
        Work.BilledOn is not null
        && (known.IsInvoiced || known.Newest.IsBilledElsewhere)
        && Work.Equals(Retold(known, stands: true));

    /// <summary>What its source calls billed after the hub has billed it is what the hub did, unless it names another's invoice.</summary>
    /// <remarks>A draft has billed nothing: what is called billed then was billed by another.</remarks>
    private bool IsOurBilling(EngagementState state, WorkItem known) =>
        Work is { IsBilledElsewhere: true, BilledOn: null }
        && (
            !known.Newest.IsBilledElsewhere
            || (known.IsInvoiced && known.Newest.BilledOn is not null)
        )
        && (
            known.IsInvoiced
            || state.Invoices.Values.Any(x =>
                x.Status is not (InvoiceStatus.Cancelled or InvoiceStatus.Draft)
                && x.Invoice.Lines.Any(line => line.Shares.Any(share => share.Work == Work.Id))
            )
        );

    private Decision<EngagementEvent> Followed(
        EngagementState state,
        IReadOnlyList<EngagementEvent> changes,
        ReferenceBook reference
    ) =>
        Decision<EngagementEvent>.Accept([
            .. changes,
            .. Duplicates.Follow(
                state,
                changes,
                reference,
                state.Work.GetValueOrDefault(Work.Id)?.Work,
                Work
            ),
        ]);

    /// <summary>The fact with what the rules say about it now.</summary>
    internal static EngagementEvent.WorkRecorded Recorded(
        EngagementState state,
        Work work,
        ReferenceBook reference
    ) => new(work, work.IsDeleted ? null : Assessor.Assess(state, work, reference));

    /// <summary>What was given up is not billed because its source touched it again.</summary>
    private static EngagementEvent.WorkRecorded StillGivenUp(
        EngagementEvent.WorkRecorded recorded,
        Stage stage
    ) =>
        recorded with
        {
            Assessment = recorded.Assessment is { } said
                ? said with
                {
                    Stage = stage,
                    Reasons = [],
                }
                : null,
        };

    /// <summary>What was given up in whole stays so, and of a part its hours do.</summary>
    internal IEnumerable<EngagementEvent> Replaced(
        EngagementState state,
        WorkItem known,
        ReferenceBook reference
    )
    {
        var recorded = Recorded(state, Work, reference);
        List<Slice> givenUp = [.. known.Slices.Where(slice => slice.IsGivenUp)];
        if (givenUp.Count == 0 || recorded.Assessment is null)
        {
            yield return recorded;
        }
        else if (known.Slices.All(slice => slice.IsGivenUp) || Work is not TimeEntry)
        {
            yield return StillGivenUp(recorded, givenUp[0].Stage);
        }
        else
        {
            yield return recorded;
            var now = new WorkItem(Work, [recorded.Assessment.ToSlice(Work.Effort)]);
            var hours = Effort.Sum(givenUp.Select(slice => slice.Effort));
            var part = WrittenOffPart.Of(
                now,
                hours < Work.Effort ? hours : Work.Effort,
                givenUp[0].Stage
            );
            yield return new EngagementEvent.WorkSliced([
                new SlicedWork(Work.Id, part.Slices, reference.Version),
            ]);
        }
    }

    private IEnumerable<EngagementEvent> Correct(
        EngagementState state,
        WorkItem known,
        ReferenceBook reference
    )
    {
        foreach (var withdrawn in Withdrawn(known))
        {
            yield return withdrawn;
        }

        if (!known.IsInvoiced)
        {
            foreach (var happened in Replaced(state, known, reference))
            {
                yield return happened;
            }

            yield break;
        }

        yield return new EngagementEvent.CorrectionHeld(Work);
    }

    /// <summary>The drafts that it is on are given up.</summary>
    private IEnumerable<EngagementEvent> Withdrawn(WorkItem known) =>
        known
            .Slices.Where(slice => slice.Stage == Stage.Drafted)
            .Select(slice => slice.Invoice!.Value)
            .Distinct()
            .Select(draft => new EngagementEvent.InvoiceDraftCancelled(
                draft,
                $"{Work.Id} changed to version {Work.Version}"
            ));
}

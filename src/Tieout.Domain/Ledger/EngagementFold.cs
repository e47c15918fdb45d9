using System.Collections.Immutable;
using System.Diagnostics;
using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Ledger;

/// <summary>How each event changes an engagement and its work ledger.</summary>
internal static class EngagementFold
{
    public static Transition Evolve(EngagementState state, EngagementEvent happened) =>
        happened switch
        {
            EngagementEvent.ContractRecorded e => Still(
                state with
                {
                    Contract = new ContractTimeline(e.Contract, state.Amendments)
                    {
                        Withheld = state.Withheld,
                    },
                }
            ),
            EngagementEvent.AmendmentRecorded e => Still(WithAmendment(state, e.Amendment)),
            EngagementEvent.AmendmentWithheld e => Still(Withhold(state, e.Amendment)),
            EngagementEvent.AmendmentPlanned e => Still(Planned(state, e.Plan)),
            EngagementEvent.AmendmentExecuted e => Still(Executed(state, e)),
            EngagementEvent.ProjectRecorded e => Still(
                state with
                {
                    Projects = state.Projects.SetItem(e.Project.Code, e.Project),
                }
            ),
            EngagementEvent.WorkRecorded e => Put(state, [Recorded(state, e, state.Version)]),
            EngagementEvent.CorrectionHeld e => Put(
                state,
                [state.Work[e.Work.Id] with { Held = e.Work }]
            ),
            EngagementEvent.WorkTouched e => Put(state, [Touched(state, e.Work)]),
            EngagementEvent.VersionConflictFound e => Still(Refused(state, e.Refused)),
            EngagementEvent.WorkReassessed e => Put(
                state,
                [.. e.Items.Select(x => Reassessed(state.Work[x.Work], x.Assessment))]
            ),
            EngagementEvent.DuplicatesWatched e => Still(Watched(state, e.IsOn)),
            EngagementEvent.WorkSliced e => Put(
                state,
                [.. e.Items.Select(x => state.Work[x.Work] with { Slices = x.Slices })]
            ),
            EngagementEvent.WorkAdjusted => Still(state),
            EngagementEvent.InvoiceDrafted e => InvoiceFold.Drafted(state, e.Invoice),
            EngagementEvent.InvoiceDraftCancelled e => InvoiceFold.Cancelled(state, e.Reference),
            EngagementEvent.InvoiceApproved e => InvoiceFold.Approved(state, e.Reference),
            EngagementEvent.InvoiceRouted e => Still(InvoiceFold.Routed(state, e)),
            EngagementEvent.InvoicePosted e => Still(InvoiceFold.Posted(state, e)),
            EngagementEvent.InvoiceBlocked e => Still(InvoiceFold.Blocked(state, e)),
            EngagementEvent.PaymentRecorded e => Still(InvoiceFold.Paid(state, e.Payment)),
            EngagementEvent.DepositRecorded e => Still(Deposited(state, e.Deposit)),
            EngagementEvent.InvoiceDisputed
            or EngagementEvent.DisputeResolved
            or EngagementEvent.RetentionReleased => Still(InvoiceFold.Owed(state, happened)),
            EngagementEvent.CapAlertsChanged e => Still(state with { CapAlerts = e.Standing }),
            EngagementEvent.DocumentsClosed e => Still(Closing.Close(state, e)),
            EngagementEvent.DocumentsReopened e => Still(Closing.Reopen(state, e)),
            EngagementEvent.InvoiceVoided e => InvoiceFold.Voided(state, e),
            _ => throw new UnreachableException(happened.GetType().Name),
        };

    private static EngagementState Refused(EngagementState state, Work second) =>
        state with
        {
            Conflicts = state.Conflicts.SetItem(second.Id, second),
        };

    /// <summary>Folds records of different work at once: nothing is copied for each of them.</summary>
    /// <param name="state">As it is before the first.</param>
    /// <param name="run">In order; no work stands in it twice.</param>
    public static EngagementState RecordAll(
        EngagementState state,
        IReadOnlyList<EngagementEvent.WorkRecorded> run
    )
    {
        var items = new WorkItem[run.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Recorded(state, run[i], state.Version + i + 1);
        }

        return Put(state with { Version = state.Version + run.Count }, items).State;
    }

    /// <summary>Replaces work items and posts what that means to the work ledger.</summary>
    public static Transition Put(EngagementState state, IReadOnlyList<WorkItem> items)
    {
        var moves = new List<Move>(items.Count);
        var work = state.Work;
        var gone = new List<WorkItem>();
        var alike = state.Alike;
        if (items.Count == 1)
        {
            var item = items[0];
            var before = work.GetValueOrDefault(item.Work.Id);
            Moves.Between(before, item.Checked(), moves);
            alike = alike?.With(before, item, work.ContainsKey);
            work = LetsGo(item)
                ? work.Remove(item.Work.Id)
                : work.SetItem(item.Work.Id, Seen(item));
        }
        else
        {
            var builder = work.ToBuilder();
            foreach (var item in items)
            {
                var before = builder.GetValueOrDefault(item.Work.Id);
                Moves.Between(before, item.Checked(), moves);
                alike = alike?.With(before, item, builder.ContainsKey);
                if (LetsGo(item))
                {
                    builder.Remove(item.Work.Id);
                }
                else
                {
                    builder[item.Work.Id] = Seen(item);
                }
            }

            work = builder.ToImmutable();
        }

        var ledger = state.Ledger.Apply(moves).Checked();
        return new Transition(
            state with
            {
                Work = work,
                NonBillable = state.NonBillable.With(gone),
                Alike = alike,
                Ledger = ledger,
            },
            moves
        );

        bool LetsGo(WorkItem item)
        {
            var letsGo = !state.KeepsClosedWork && NonBillableWork.Takes(item);
            if (letsGo)
            {
                gone.Add(item);
            }

            return letsGo;
        }
    }

    /// <summary>What a document refers to is not let go of as non-billable.</summary>
    private static WorkItem Seen(WorkItem item) =>
        item.RecordedAt is not null && !item.IsOpen ? item with { RecordedAt = null } : item;

    private static EngagementState Watched(EngagementState state, bool isOn) =>
        state with
        {
            Alike = isOn
                ? state.Work.Values.Aggregate(
                    AlikeTime.Empty,
                    (alike, item) => alike.With(null, item, state.Work.ContainsKey)
                )
                : null,
        };

    private static EngagementState Deposited(EngagementState state, Deposit deposit) =>
        state with
        {
            Deposits = state.Deposits.SetItem(deposit.Id, deposit),
        };

    private static Transition Still(EngagementState state) => new(state, []);

    private static EngagementState WithAmendment(EngagementState state, Amendment amendment) =>
        WithAmendments(
            state,
            state.Amendments.SetItem(amendment.Sequence, amendment),
            state.Withheld.Remove(amendment.Sequence)
        );

    private static EngagementState Withhold(EngagementState state, Amendment amendment) =>
        WithAmendments(
            state,
            state.Amendments,
            state.Withheld.SetItem(amendment.Sequence, amendment)
        );

    private static EngagementState Planned(EngagementState state, AmendmentPlan plan) =>
        state with
        {
            Plans = state.Plans.SetItem(plan.Id, plan),
        };

    private static EngagementState WithAmendments(
        EngagementState state,
        ImmutableSortedDictionary<int, Amendment> amendments,
        ImmutableSortedDictionary<int, Amendment> withheld
    ) =>
        state with
        {
            Amendments = amendments,
            Withheld = withheld,
            Contract = state.Contract is { } contract
                ? contract with
                {
                    Amendments = amendments,
                    Withheld = withheld,
                }
                : null,
        };

    private static EngagementState Executed(
        EngagementState state,
        EngagementEvent.AmendmentExecuted e
    ) =>
        state with
        {
            Plans = state.Plans.SetItem(
                e.Plan,
                state.Plans[e.Plan] with
                {
                    ApprovedBy = e.ApprovedBy,
                }
            ),
            PoolAdjustments = state.PoolAdjustments.AddRange(e.Pools),
        };

    private static WorkItem Recorded(
        EngagementState state,
        EngagementEvent.WorkRecorded e,
        long version
    )
    {
        var wasBilled = state.Work.GetValueOrDefault(e.Work.Id) is { RecordedAt: null };
        return new WorkItem(
            e.Work,
            e.Assessment is { } assessment ? [assessment.ToSlice(e.Work.Effort)] : [],
            RecordedAt: wasBilled ? null : version
        );
    }

    /// <summary>Only the version moves: of what waits, or else of what the slices stand for.</summary>
    private static WorkItem Touched(EngagementState state, Work newer) =>
        state.Work[newer.Id] is { Held: null } item
            ? item with
            {
                Work = newer,
            }
            : state.Work[newer.Id] with
            {
                Held = newer,
            };

    private static WorkItem Reassessed(WorkItem item, Assessment assessment)
    {
        Invariant.Require(item.IsOpen, $"{item.Work.Id} is open while it is assessed again");
        return item with { Slices = [assessment.ToSlice(item.Work.Effort)] };
    }
}

using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Capping;

/// <summary>Work beyond a cap that says so is written off: the firm bears it.</summary>
/// <remarks>
/// When the last draft is approved, or by a run that makes none: one that is cancelled gives its room
/// back, and so does work that is corrected. What later terms, agreed by now, have room for waits for the run
/// that bills by them. Raising the cap afterwards brings nothing back. Source: domain rules §8.2.
/// </remarks>
internal static class AbsorbedWork
{
    /// <summary>Nobody decides it by hand.</summary>
    private const string Policy = "policy:cap";

    /// <summary>The events that write off what has no room, cap by cap.</summary>
    /// <param name="through">Work up to this service date, included.</param>
    public static IEnumerable<EngagementEvent> Through(
        EngagementState state,
        ReferenceBook reference,
        LocalDate through
    )
    {
        var contract = state.Contract!;
        if (
            !AgreedCap.All(contract).Any(cap => cap.OnExceed is CapEdge.Absorb)
            || state.Invoices.Values.Any(x => x.Status is InvoiceStatus.Draft)
            || state.Work.Values.Any(item => item.Held is not null)
        )
        {
            return [];
        }

        var currency = contract.TermsAt(through).Currency;
        var before = BilledBefore.Of(state, currency);
        var agreed = Agreed(contract, through, currency)
            .Select(x =>
                (
                    x.Contract,
                    x.Day,
                    Room: new CapRoom(x.Contract, x.Contract.TermsAt(x.Day), before)
                )
            )
            .ToList();
        return state
            .Work.Values.Where(item => item.Work.ServiceDate <= through && IsBeyond(item))
            .Where(item => contract.TermsAt(item.Work.ServiceDate).Currency == currency)
            .OrderBy(item => item.Work.ServiceDate)
            .ThenBy(item => item.Work.Id.Value, StringComparer.Ordinal)
            .Select(item =>
                (Item: item, Caps: agreed.ConvertAll(x => CapOf(item, x.Contract, x.Day, x.Room)))
            )
            .Where(x => x.Caps.TrueForAll(cap => cap is not null))
            .GroupBy(x => x.Caps[0]!.Title, x => x.Item, StringComparer.Ordinal)
            .SelectMany(group =>
                WrittenOffPart.Events(
                    state,
                    [.. group.Select(item => WrittenOffPart.Of(item, item.OpenEffort))],
                    new Judgement($"beyond the {group.Key}", Policy),
                    reference
                )
            );
    }

    /// <summary>The terms of that day, those that are to follow, and what waits for its plan.</summary>
    private static IEnumerable<(ContractTimeline Contract, LocalDate Day)> Agreed(
        ContractTimeline contract,
        LocalDate through,
        CurrencyCode currency
    ) =>
        contract
            .Withheld.Values.Select(contract.With)
            .Prepend(contract)
            .SelectMany(timeline =>
                timeline
                    .Amendments.Values.Where(x => x.IsInForce && x.EffectiveFrom > through)
                    .Select(x => x.EffectiveFrom)
                    .Prepend(through)
                    .Distinct()
                    .Where(day => timeline.TermsAt(day).Currency == currency)
                    .Select(day => (timeline, day))
            );

    private static AgreedCap? CapOf(
        WorkItem item,
        ContractTimeline contract,
        LocalDate day,
        CapRoom room
    )
    {
        var terms = contract.TermsAt(item.Work.ServiceDate);
        var ready = new ReadySlice(item, RunPage.Whole(item), terms);
        var line = contract.LineAt(day, ready.Slice.Line!.Value)!;
        return
            room.Take(line, ready)
                is { IsNothing: true, Beyond: { Cap.OnExceed: CapEdge.Absorb } cap }
            ? cap
            : null;
    }

    /// <summary>A cap is all that stands in its way.</summary>
    private static bool IsBeyond(WorkItem item) =>
        item.Slices.Any(slice =>
            slice.IsOpen
            && (
                slice.Reasons.Contains(ReasonCode.CapExceeded)
                || slice.Reasons.Contains(ReasonCode.ExpenseCapExceeded)
            )
        ) && item.Slices.All(slice => !slice.IsOpen || slice.IsOfferedToRun);
}

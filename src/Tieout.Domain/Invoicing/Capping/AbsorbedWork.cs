using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Capping;

/// <summary>Work beyond a cap that says so is written off: the firm bears it.</summary>
/// <remarks>
/// When the last draft is approved, or by a run that makes none: one that is cancelled gives its room back. Raising the cap later brings nothing back. Source: domain rules §8.2.
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
        )
        {
            return [];
        }

        var terms = contract.TermsAt(through);
        var room = new CapRoom(contract, terms, BilledBefore.Of(state, terms.Currency));
        return state
            .Work.Values.Where(item => item.Held is null && item.Work.ServiceDate <= through)
            .Where(IsBeyond)
            .Where(item => contract.TermsAt(item.Work.ServiceDate).Currency == terms.Currency)
            .OrderBy(item => item.Work.ServiceDate)
            .ThenBy(item => item.Work.Id.Value, StringComparer.Ordinal)
            .Select(item => (Item: item, Cap: CapOf(item)))
            .Where(x => x.Cap is not null)
            .GroupBy(x => x.Cap!.Title, x => x.Item, StringComparer.Ordinal)
            .SelectMany(group =>
                WrittenOffPart.Events(
                    state,
                    [.. group.Select(item => WrittenOffPart.Of(item, item.OpenEffort))],
                    new Judgement($"beyond the {group.Key}", Policy),
                    reference
                )
            );

        AgreedCap? CapOf(WorkItem item)
        {
            var ready = new ReadySlice(
                item,
                RunPage.Whole(item),
                contract.TermsAt(item.Work.ServiceDate)
            );
            var line = contract.LineAt(through, ready.Slice.Line!.Value)!;
            return
                room.Take(line, ready)
                    is { IsNothing: true, Beyond: { Cap.OnExceed: CapEdge.Absorb } cap }
                ? cap
                : null;
        }
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

using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Makes a draft final, so that it may be delivered. Repeating it changes nothing.</summary>
/// <param name="ApprovedBy">A person, or <c>policy:automatic</c>.</param>
public sealed record ApproveInvoice(InvoiceReference Reference, string ApprovedBy)
    : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        switch (state.Find(Reference))
        {
            case null:
                return InvoicingRejections.UnknownReference(Reference);
            case { Status: InvoiceStatus.Draft } draft when IsOvertaken(state, draft.Invoice):
                return Decision<EngagementEvent>.Accept(
                    new EngagementEvent.InvoiceDraftCancelled(
                        Reference,
                        "what it corrects was corrected since"
                    )
                );
            case { Status: InvoiceStatus.Draft, Invoice: var draft }:
                var events = Final(state, draft, reference);
                return Decision<EngagementEvent>.Accept([
                    .. events,
                    .. draft.IsCredit || draft.IsRepricing
                        ? []
                        : AbsorbedWork.Through(state.EvolveAll(events), reference, draft.Through),
                ]);
            case { Status: InvoiceStatus.Cancelled } cancelled:
                return InvoicingRejections.NotInStatus(cancelled, "a draft");
            default:
                return Decision<EngagementEvent>.Accept();
        }
    }

    /// <summary>Without giving anything up that is beyond a cap.</summary>
    internal IReadOnlyList<EngagementEvent> Final(
        EngagementState state,
        Invoice draft,
        ReferenceBook reference
    )
    {
        var approved = new EngagementEvent.InvoiceApproved(Reference, ApprovedBy);
        var after = state.Evolve(approved).State;
        return
        [
            approved,
            .. DocumentRouting.Of(after, after.Find(Reference)!, reference),
            .. Consequences(after, draft, reference),
        ];
    }

    /// <summary>A correction of work that is not as it was when the correction was drafted.</summary>
    private static bool IsOvertaken(EngagementState state, Invoice draft)
    {
        return (draft.IsCredit || draft.IsRepricing)
            && draft
                .Lines.SelectMany(line => line.Shares)
                .Any(share =>
                    state.Work.GetValueOrDefault(share.Work) is { } item
                    && !item.Slices.Any(slice =>
                        slice.Number == share.Slice && Stands(item.Work, slice, share)
                    )
                );

        bool Stands(Work work, Slice slice, WorkShare share) =>
            slice.Stage is Stage.Invoiced
            && (
                draft.IsRepricing
                || (
                    slice.Invoice == draft.RefersTo
                    && (
                        draft.IsAllowance
                            ? IsWithin(slice.Amount, -share.Amount)
                            : IsOf(work, slice.Amount, -share.Amount)
                                && slice.Effort == -share.Effort
                    )
                )
            );

        // A charge may be credited in part.
        bool IsOf(Work work, Money? standing, Money credited) =>
            standing == credited || (work is Charge && IsWithin(standing, credited));

        bool IsWithin(Money? standing, Money credited) =>
            standing is { } whole
            && whole.Amount * credited.Amount >= 0m
            && Math.Abs(credited.Amount) <= Math.Abs(whole.Amount);
    }

    /// <summary>What a document means for work that stands, or stood, on another one.</summary>
    private static IEnumerable<EngagementEvent> Consequences(
        EngagementState state,
        Invoice document,
        ReferenceBook reference
    ) =>
        document switch
        {
            { IsRepricing: true } => Repricing.Applied(state, document, reference.Version),
            {
                IsCredit: true,
                Disposition: CreditDisposition.WriteOff or CreditDisposition.Supersede
            } => GivenUpWork.After(state, document, reference.Version),
            { IsAllowance: true } => [],
            { IsCredit: true } => HeldWork.Released(state, document, reference),
            _ => [],
        };
}

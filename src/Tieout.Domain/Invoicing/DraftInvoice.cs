using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>A billing run over one engagement.</summary>
/// <param name="Through">Work up to this service date, included; earlier unbilled work as well.</param>
/// <param name="InvoiceDate">Date on the documents; decides the tax rates.</param>
/// <remarks>
/// First credits work whose correction waits, then records fees that have fallen due, then puts all
/// ready work on invoices: one for each payer, legal entity, currency and purchase order. Repeating
/// it bills nothing twice: there is nothing ready left. Source: domain rules §8, §8.14.
/// </remarks>
public sealed record DraftInvoice(LocalDate Through, LocalDate InvoiceDate) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (state.Contract is null)
        {
            return InvoicingRejections.NoContract(state.Id);
        }

        var events = new List<EngagementEvent>();
        events.AddRange(CreditMemo.ForHeldWork(state, InvoiceDate));
        events.AddRange(FallenFees.Until(state, reference, Through));
        state = state.EvolveAll(events);

        var groups = ReadyWork(state)
            .GroupBy(ready => DocumentKey.Of(ready.Terms, reference))
            .OrderBy(group => group.Key);
        foreach (var group in groups)
        {
            switch (InvoiceBuilder.Build(state, reference, this, group.Key, [.. group]))
            {
                case Decision<EngagementEvent>.Rejected rejected:
                    return rejected;
                case Decision<EngagementEvent>.Accepted accepted:
                    events.AddRange(accepted.Events);
                    state = state.EvolveAll(accepted.Events);
                    break;
            }
        }

        return Decision<EngagementEvent>.Accept(events);
    }

    /// <summary>By service date, then by id: the order in which work is consumed.</summary>
    private IEnumerable<ReadySlice> ReadyWork(EngagementState state) =>
        state
            .Work.Values.Where(item => item.Work.ServiceDate <= Through)
            .SelectMany(item =>
                item.Slices.Where(slice => slice.Stage == Stage.Ready)
                    .Select(slice => new ReadySlice(
                        item.Work,
                        slice,
                        state.Contract!.TermsAt(item.Work.ServiceDate)
                    ))
            )
            .OrderBy(ready => ready.Work.ServiceDate)
            .ThenBy(ready => ready.Work.Id.Value, StringComparer.Ordinal);
}

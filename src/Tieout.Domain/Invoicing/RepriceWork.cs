using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Bills or credits the difference where rates of invoiced time have changed.</summary>
/// <param name="AsOf">Rates known later do not count.</param>
/// <param name="Date">On the documents; decides the tax rates.</param>
/// <remarks>Repeating it changes nothing: the rates are then the same. Source: §15.2.</remarks>
public sealed record RepriceWork(
    LocalDate AsOf,
    LocalDate Date,
    RepriceMode Mode = RepriceMode.Delta
) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (state.Contract is null)
        {
            return InvoicingRejections.NoContract(state.Id);
        }

        var isInDraft = state.Invoices.Values.Any(x =>
            x.Invoice.IsRepricing && x.Status == InvoiceStatus.Draft
        );
        var changes = isInDraft ? [] : Changes(state, reference);
        return changes.Count == 0
            ? Decision<EngagementEvent>.Accept()
            : Repricing.Documents(state, reference, this, changes);
    }

    /// <summary>What would change, by service date and id.</summary>
    public IReadOnlyList<PriceChange> Changes(EngagementState state, ReferenceBook reference) =>
        Repricing.Changes(state, reference.AsOf(AsOf), Date);
}

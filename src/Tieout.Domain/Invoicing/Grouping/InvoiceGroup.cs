using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Grouping;

/// <summary>Drafts that go on one invoice.</summary>
public sealed record InvoiceGroup(InvoiceGroupKey Key, IReadOnlyList<InvoiceDraft> Drafts)
{
    public Money Net => Money.Sum(Key.Currency, Drafts.Select(draft => draft.Net));

    /// <summary>Groups drafts by payer and what else an invoice must not mix.</summary>
    /// <returns>
    /// In order of first appearance; a draft whose payer cannot be told (a circle in the hierarchy) is
    /// in no group.
    /// </returns>
    /// <remarks>Source: domain rules §8.14.</remarks>
    public static IReadOnlyList<InvoiceGroup> Of(
        IEnumerable<InvoiceDraft> drafts,
        PayerHierarchy hierarchy
    ) =>
        [
            .. drafts
                .Select(draft => (Draft: draft, Payer: hierarchy.PayerOf(draft.Customer)))
                .Where(x => x.Payer is not null)
                .GroupBy(
                    x => new InvoiceGroupKey(
                        x.Payer!.Value,
                        x.Draft.Net.Currency,
                        x.Draft.LegalEntity,
                        x.Draft.TaxRegistration,
                        x.Draft.PurchaseOrder
                    ),
                    x => x.Draft
                )
                .Select(group => new InvoiceGroup(group.Key, [.. group])),
        ];
}

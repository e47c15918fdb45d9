using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Grouping;

/// <summary>Documents of one payer that may be sent as one: shown, never posted.</summary>
/// <param name="Documents">By date and reference; at least one.</param>
/// <remarks>Source: domain rules §8.14; docs/decisions/0021-consolidated-invoices.md.</remarks>
public sealed record ConsolidatedInvoice(
    InvoiceGroupKey Key,
    IReadOnlyList<ConsolidatedDocument> Documents
)
{
    public Money Net => SumOf(x => x.Net);

    public Money Tax => SumOf(x => x.Tax);

    public Money Gross => SumOf(x => x.Gross);

    public Money Payable => SumOf(x => x.Payable);

    public Money Open => SumOf(x => x.Open);

    /// <summary>Documents that one invoice must not mix are apart; a document is in exactly one.</summary>
    /// <returns>By payer, legal entity, currency and purchase order.</returns>
    /// <remarks>The payer is the one that each document is addressed to, whoever pays by now.</remarks>
    public static IReadOnlyList<ConsolidatedInvoice> Of(IEnumerable<ConsolidatedDocument> documents)
    {
        var all = documents.ToDictionary(x => x.Reference.Value, StringComparer.Ordinal);
        var addressed = new PayerHierarchy(new Dictionary<CustomerCode, CustomerCode>());
        return
        [
            .. InvoiceGroup
                .Of(all.Values.Select(Draft), addressed)
                .Select(group => new ConsolidatedInvoice(
                    group.Key,
                    [
                        .. group
                            .Drafts.Select(draft => all[draft.Id])
                            .OrderBy(x => x.Date)
                            .ThenBy(x => x.Reference.Value, StringComparer.Ordinal),
                    ]
                ))
                .OrderBy(x => x.Key.Payer.Value, StringComparer.Ordinal)
                .ThenBy(x => x.Key.LegalEntity?.Value, StringComparer.Ordinal)
                .ThenBy(x => x.Key.Currency.Code, StringComparer.Ordinal)
                .ThenBy(x => x.Key.PurchaseOrder, StringComparer.Ordinal),
        ];
    }

    private static InvoiceDraft Draft(ConsolidatedDocument x) =>
        new(
            x.Reference.Value,
            x.Payer,
            x.Net,
            x.LegalEntity,
            TaxRegistration: null,
            x.PurchaseOrder
        );

    private Money SumOf(Func<ConsolidatedDocument, Money> part) =>
        Money.Sum(Key.Currency, Documents.Select(part));
}

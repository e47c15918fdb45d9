using Tieout.Domain.Canonical;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Electronic;

/// <summary>What an electronic invoice must say and the hub has nobody's word for.</summary>
/// <remarks>
/// Business terms (BT) and rules of EN 16931-1 as its validation artefacts number them, and of Peppol BIS
/// Billing 3.0. What a document of the hub has by its making is not looked at again: lines, amounts and
/// their sums, dates, currency, and the invoice that a credit memo refers to.
/// </remarks>
public static class ElectronicTerms
{
    private static readonly TaxCategory[] WithReason =
    [
        TaxCategory.E,
        TaxCategory.AE,
        TaxCategory.K,
        TaxCategory.G,
        TaxCategory.O,
    ];

    /// <summary>By term and rule, for an operator; nothing where no electronic invoice is wanted.</summary>
    public static IReadOnlyList<string> Missing(Invoice invoice, ReferenceBook reference)
    {
        var buyer = reference.Customers.GetValueOrDefault(invoice.BillTo);
        if (buyer is not { ElectronicInvoicing: { } standard })
        {
            return [];
        }

        var seller = reference.LegalEntities.GetValueOrDefault(invoice.LegalEntity);
        return
        [
            .. OfParties(invoice, seller, buyer),
            .. OfTax(invoice, reference),
            .. standard is ElectronicInvoicing.Peppol ? OfPeppol(invoice, seller, buyer) : [],
        ];
    }

    private static IEnumerable<string> OfParties(
        Invoice invoice,
        LegalEntity? seller,
        Customer buyer
    )
    {
        if (IsBlank(buyer.Name))
        {
            yield return "BT-44 name of the buyer (BR-07)";
        }

        if (IsBlank(buyer.Country))
        {
            yield return "BT-55 country of the buyer (BR-11)";
        }

        // A document outside the scope of VAT names no registration.
        var taxed = invoice.Taxes.Select(x => x.Category).Where(IsVat).Order().ToList();
        if (taxed.Count > 0 && IsBlank(seller?.TaxId))
        {
            yield return $"BT-31 VAT identifier of the seller (BR-{RuleOf(taxed[0])}-02)";
        }

        var reversed = taxed.Find(x => x is TaxCategory.AE or TaxCategory.K);
        if (reversed is TaxCategory.AE or TaxCategory.K && IsBlank(buyer.TaxId))
        {
            yield return $"BT-48 VAT identifier of the buyer (BR-{RuleOf(reversed)}-02)";
        }
    }

    private static IEnumerable<string> OfTax(Invoice invoice, ReferenceBook reference)
    {
        foreach (var tax in invoice.Taxes.Where(x => WithReason.Contains(x.Category)))
        {
            if (IsBlank(reference.TaxAt(tax.Code, invoice.InvoiceDate)?.Note))
            {
                yield return $"BT-120 why {tax.Code} charges no tax (BR-{RuleOf(tax.Category)}-10)";
            }
        }

        if (
            invoice.Taxes.Any(x => x.Category is TaxCategory.O)
            && invoice.Taxes.Any(x => x.Category is not TaxCategory.O)
        )
        {
            yield return "BG-23 category O alone on its document (BR-O-11)";
        }
    }

    private static IEnumerable<string> OfPeppol(
        Invoice invoice,
        LegalEntity? seller,
        Customer buyer
    )
    {
        if (IsBlank(buyer.BuyerReference) && IsBlank(invoice.PurchaseOrder))
        {
            yield return "BT-10 buyer reference, or BT-13 purchase order (PEPPOL-EN16931-R003)";
        }

        if (IsBlank(buyer.ElectronicAddress))
        {
            yield return "BT-49 electronic address of the buyer (PEPPOL-EN16931-R010)";
        }

        if (IsBlank(seller?.ElectronicAddress))
        {
            yield return "BT-34 electronic address of the seller (PEPPOL-EN16931-R020)";
        }
    }

    /// <summary>K, L and M have other letters in the names of their rules.</summary>
    private static string RuleOf(TaxCategory category) =>
        category switch
        {
            TaxCategory.K => "IC",
            TaxCategory.L => "AF",
            TaxCategory.M => "AG",
            _ => category.ToString(),
        };

    private static bool IsVat(TaxCategory category) =>
        category is not (TaxCategory.O or TaxCategory.NT);

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);
}

using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.AvaTax;

/// <summary>Turns a document of the hub into a transaction of AvaTax.</summary>
internal sealed class AvaTaxBodies(AvaTaxOptions options)
{
    private const int DescriptionLengthMax = 255;

    public static string TypeOf(Invoice invoice) =>
        invoice.Type is InvoiceType.CreditNote ? "ReturnInvoice" : "SalesInvoice";

    /// <summary>What makes or replaces the document's transaction; not committed.</summary>
    /// <exception cref="ConnectorException">Something is missing without which tax would be wrong.</exception>
    public JsonObject Upsert(Delivery.Document document) =>
        new()
        {
            ["adjustmentReason"] = "Other",
            ["adjustmentDescription"] = "Computed anew before it is posted.",
            ["createTransactionModel"] = Model(document),
        };

    private JsonObject Model(Delivery.Document document)
    {
        var invoice = document.Invoice;
        var customer = document.BillTo;
        var company = options.Companies[invoice.LegalEntity];
        var taxDate = document.RefersToDate ?? invoice.InvoiceDate;
        var model = new JsonObject
        {
            ["type"] = TypeOf(invoice),
            ["companyCode"] = company.Code,
            ["code"] = invoice.Reference.Value,
            ["date"] = Written(invoice.InvoiceDate),
            ["customerCode"] = customer.Code.Value,
            ["currencyCode"] = invoice.Currency.Code,
            ["commit"] = false,
            ["purchaseOrderNo"] = invoice.PurchaseOrder,
            ["businessIdentificationNo"] = customer.TaxId,
            ["exemptionNo"] = IsExempt(customer, taxDate) ? customer.ExemptionNumber : null,
            ["referenceCode"] = invoice.RefersTo?.Value,
            ["addresses"] = new JsonObject
            {
                ["shipFrom"] = Written(company.Origin),
                ["shipTo"] = Written(AddressOf(customer)),
            },
            ["lines"] = new JsonArray([.. document.Lines.Select(Line)]),
        };
        if (taxDate != invoice.InvoiceDate)
        {
            model["taxOverride"] = new JsonObject
            {
                ["type"] = "TaxDate",
                ["taxDate"] = Written(taxDate),
                ["reason"] = $"Credits {invoice.RefersTo}",
            };
        }

        return model;
    }

    private static bool IsExempt(Customer customer, LocalDate date) =>
        customer.ExemptionNumber is not null
        && (customer.ExemptionValidTo is not { } last || date <= last);

    private static AvaTaxAddress AddressOf(Customer customer)
    {
        var address = new AvaTaxAddress(
            customer.Country,
            customer.Street,
            customer.City,
            customer.Region,
            customer.PostalCode
        );
        return address.Missing is { } missing
            ? throw new ConnectorException(
                ConnectorFault.Refused,
                $"AvaTax cannot tell the tax of customer {customer.Code}, whose billing address lacks {missing}.",
                reason: AvaTaxFaults.AddressMissing
            )
            : address;
    }

    private JsonNode Line(InvoiceLine line)
    {
        if (!options.TaxCodes.TryGetValue(line.TaxCode.Value, out var taxCode))
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"No tax code of AvaTax is set for {line.TaxCode}; name it under taxCodes of {options.System} in hub.yaml.",
                reason: "TAX_CODE_MISSING"
            );
        }

        var description =
            line.Description.Length <= DescriptionLengthMax
                ? line.Description
                : line.Description[..DescriptionLengthMax];
        return new JsonObject
        {
            ["number"] = line.Number.ToString(CultureInfo.InvariantCulture),
            ["quantity"] = line.Quantity == 0m ? 1m : Math.Abs(line.Quantity),
            ["amount"] = line.Amount.Amount,
            ["taxCode"] = taxCode,
            ["description"] = description,
            ["ref1"] = line.TaxCode.Value,
        };
    }

    private static JsonObject Written(AvaTaxAddress address) =>
        new()
        {
            ["line1"] = address.Line1,
            ["city"] = address.City,
            ["region"] = address.Region,
            ["postalCode"] = address.PostalCode,
            ["country"] = address.Country,
        };

    private static string Written(LocalDate date) =>
        date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}

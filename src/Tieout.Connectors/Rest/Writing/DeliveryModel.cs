using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Connectors.Files.Layouts;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Rest.Writing;

/// <summary>A delivery as the placeholders of a manifest see it.</summary>
internal static class DeliveryModel
{
    /// <summary>
    /// What placeholders see: <c>customer</c>, <c>document</c>, <c>accounts</c>, <c>project</c>.
    /// </summary>
    public static JsonObject Of(Delivery delivery) =>
        delivery switch
        {
            Delivery.Party party => new JsonObject { ["customer"] = Of(party.Customer) },
            Delivery.Project project => new JsonObject
            {
                ["customer"] = Of(project.Order.Customer),
                ["project"] = Of(project),
            },
            Delivery.Document document => new JsonObject
            {
                ["customer"] = Of(document.BillTo),
                ["document"] = Of(document),
                ["accounts"] = new JsonObject(
                    document.Accounts.Select(x =>
                        KeyValuePair.Create(
                            Words<AccountRole>.Of(x.Key),
                            (JsonNode?)JsonValue.Create(x.Value)
                        )
                    )
                ),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };

    public static JsonObject Of(Customer customer) =>
        new()
        {
            ["code"] = customer.Code.Value,
            ["name"] = customer.Name,
            ["country"] = customer.Country,
            ["parent"] = customer.Parent?.Value,
            ["taxId"] = customer.TaxId,
            ["street"] = customer.Street,
            ["city"] = customer.City,
            ["postalCode"] = customer.PostalCode,
            ["buyerReference"] = customer.BuyerReference,
            ["electronicAddress"] = customer.ElectronicAddress,
            ["isOnHold"] = customer.IsOnHold,
        };

    public static JsonObject Of(Delivery.Project project) =>
        new()
        {
            ["contract"] = project.Order.Contract.Value,
            ["name"] = project.Order.Name,
            ["legalEntity"] = project.Order.LegalEntity.Value,
            ["currency"] = project.Order.Currency.Code,
            ["start"] = Day(project.Order.Start),
            ["end"] = project.Order.End is { } end ? Day(end) : null,
            ["fixedPrice"] = project.Order.IsFixedPrice,
            ["closed"] = project.IsClosed,
        };

    private static JsonObject Of(Delivery.Document document)
    {
        var invoice = document.Invoice;
        var sign = invoice.Type is InvoiceType.CreditNote ? -1m : 1m;
        var model = new JsonObject
        {
            ["reference"] = invoice.Reference.Value,
            ["type"] = invoice.Type is InvoiceType.CreditNote ? "credit-note" : "invoice",
            ["legalEntity"] = invoice.LegalEntity.Value,
            ["engagement"] = invoice.Engagement.Value,
            ["currency"] = invoice.Currency.Code,
            ["date"] = Day(invoice.InvoiceDate),
            ["dueDate"] = Day(invoice.DueDate),
            ["accountingDate"] = Day(document.AccountingDate),
            ["purchaseOrder"] = invoice.PurchaseOrder,
            ["refersTo"] = invoice.RefersTo?.Value,
            ["refersToExternalId"] = document.RefersToExternalId,
            ["lines"] = new JsonArray([.. document.Lines.Select(x => Of(x, sign))]),
            ["taxes"] = new JsonArray([.. invoice.Taxes.Select(x => Of(x, sign))]),
            ["creditTaxes"] = invoice.IsCredit
                ? new JsonArray([.. invoice.Taxes.Select(x => Of(x, sign))])
                : null,
        };
        Put(model, "net", invoice.Net, sign);
        Put(model, "tax", invoice.Tax, sign);
        Put(model, "gross", invoice.Gross, sign);
        Put(model, "payable", invoice.Payable, sign);
        return model;
    }

    private static JsonObject Of(InvoiceLine line, decimal sign)
    {
        var model = new JsonObject
        {
            ["number"] = line.Number,
            ["kind"] = Words<InvoiceLineKind>.Of(line.Kind),
            ["description"] = line.Description,
            ["quantity"] = line.Quantity,
            ["quantityPrinted"] = sign * line.Quantity,
            ["price"] = line.Price,
            ["taxCode"] = line.TaxCode.Value,
            ["taxCategory"] = Words<TaxCategory>.Of(line.TaxCategory),
            ["taxRate"] = line.TaxRate,
            ["from"] = Day(line.ServicePeriod.Start),
            ["to"] = Day(line.ServicePeriod.End),
            ["dimensions"] = new JsonObject(
                (line.Dimensions ?? []).Select(x =>
                    KeyValuePair.Create(x.Dimension.Value, (JsonNode?)JsonValue.Create(x.Code))
                )
            ),
        };
        Put(model, "amount", line.Amount, sign);
        return model;
    }

    private static JsonObject Of(TaxSubtotal tax, decimal sign)
    {
        var model = new JsonObject
        {
            ["code"] = tax.Code.Value,
            ["category"] = Words<TaxCategory>.Of(tax.Category),
            ["rate"] = tax.Rate,
        };
        Put(model, "net", tax.Taxable, sign);
        Put(model, "tax", tax.Tax, sign);
        return model;
    }

    /// <summary>
    /// The amount, and beside it the same in minor units, and as a credit note prints it: positive.
    /// </summary>
    private static void Put(JsonObject model, string name, Money money, decimal sign)
    {
        var factor = 1m;
        for (var i = 0; i < money.Currency.MinorUnitDigits; i++)
        {
            factor *= 10m;
        }

        model[name] = money.Amount;
        model[name + "Printed"] = sign * money.Amount;
        model[name + "Minor"] = decimal.ToInt64(money.Amount * factor);
    }

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    /// <summary>The customer's member as a text, to compare; none where it has none.</summary>
    public static string? TextOf(JsonObject model, string name) =>
        model[name] is { } node
            ? Values.JsonTexts.TextOf(JsonSerializer.SerializeToElement(node))
            : null;
}

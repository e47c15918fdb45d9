namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>Sales invoices and sales credit memos with their lines.</summary>
internal static class DocumentResources
{
    public static IReadOnlyList<Resource> All { get; } =
    [
        Invoice(),
        Line("salesInvoiceLine", "salesInvoiceLines", "salesInvoice", "salesInvoices"),
        CreditMemo(),
        Line("salesCreditMemoLine", "salesCreditMemoLines", "salesCreditMemo", "salesCreditMemos"),
    ];

    private static string[] InvoiceStates =>
        [" ", "Draft", "In Review", "Open", "Paid", "Canceled", "Corrective"];

    private static string[] CreditStates =>
        ["Draft", "In Review", "Open", "Canceled", "Corrective", "Paid"];

    private static Resource Invoice() =>
        new Resource("salesInvoice", "salesInvoices", "Sales Header")
        {
            Verbs = Verbs.All,
            SortedBy = ["number"],
            UniqueBy = "number",
            Series = "S-INV",
            Actions =
            [
                "cancel",
                "cancelAndSend",
                "makeCorrectiveCreditMemo",
                "post",
                "postAndSend",
                "send",
            ],
        }
            .Id()
            .Code(20, "number")
            .Code(35, "externalDocumentNumber")
            .Dates("invoiceDate", "postingDate", "dueDate", "promisedPayDate")
            .Text(35, "customerPurchaseOrderReference")
            .Guids("customerId")
            .Code(20, "customerNumber")
            .ReadText(100, "customerName")
            .Text(100, "billToName")
            .Guids("billToCustomerId")
            .Code(20, "billToCustomerNumber")
            .Text(100, "shipToName", "shipToContact")
            .Address("sellTo")
            .Address("billTo")
            .Address("shipTo")
            .Guids("currencyId")
            .Code(20, "shortcutDimension1Code", "shortcutDimension2Code")
            .Code(10, "currencyCode")
            .With("orderId", FieldKind.Guid, isReadOnly: true)
            .ReadText(20, "orderNumber")
            .Guids("paymentTermsId", "shipmentMethodId")
            .Code(20, "salesperson")
            .Guids("disputeStatusId")
            .Code(10, "disputeStatus")
            .ReadBooleans("pricesIncludeTax")
            .ReadDecimals("remainingAmount")
            .NotStored("remainingAmount")
            .Totals()
            .ReadChoice("status", InvoiceStates)
            .Stamp()
            .Text(30, "phoneNumber")
            .Text(80, "email")
            .Ways()
            .Many("salesInvoiceLines", "documentId")
            .Many("dimensionSetLines", "parentId");

    private static Resource CreditMemo() =>
        new Resource("salesCreditMemo", "salesCreditMemos", "Sales Header")
        {
            Verbs = Verbs.All,
            SortedBy = ["number"],
            UniqueBy = "number",
            Series = "S-CR",
            Actions = ["cancel", "cancelAndSend", "post", "postAndSend", "send"],
        }
            .Id()
            .Code(20, "number")
            .Code(35, "externalDocumentNumber")
            .Dates("creditMemoDate", "postingDate", "dueDate")
            .Guids("customerId")
            .Code(20, "customerNumber")
            .ReadText(100, "customerName")
            .Text(100, "billToName")
            .Guids("billToCustomerId")
            .Code(20, "billToCustomerNumber")
            .Address("sellTo")
            .Address("billTo")
            .Code(20, "shortcutDimension1Code", "shortcutDimension2Code")
            .Guids("currencyId")
            .Code(10, "currencyCode")
            .Guids("paymentTermsId", "shipmentMethodId")
            .Code(20, "salesperson")
            .ReadBooleans("pricesIncludeTax")
            .Totals()
            .ReadChoice("status", CreditStates)
            .Stamp()
            .Guids("invoiceId")
            .NotStored("invoiceId")
            .Code(20, "invoiceNumber")
            .Text(30, "phoneNumber")
            .Text(80, "email")
            .Guids("customerReturnReasonId")
            .Ways()
            .Many("salesCreditMemoLines", "documentId")
            .Many("dimensionSetLines", "parentId");

    private static Resource Totals(this Resource document) =>
        document
            .Decimals("discountAmount")
            .ReadBooleans("discountAppliedBeforeTax")
            .ReadDecimals("totalAmountExcludingTax", "totalTaxAmount", "totalAmountIncludingTax");

    private static Resource Ways(this Resource document) =>
        document
            .One("customer", "customers", "customerId")
            .One("currency", "currencies", "currencyId")
            .One("paymentTerm", "paymentTerms", "paymentTermsId");

    private static Resource Address(this Resource document, string party) =>
        document
            .Text(100, $"{party}AddressLine1")
            .Text(50, $"{party}AddressLine2")
            .Text(30, $"{party}City")
            .Code(10, $"{party}Country")
            .Text(30, $"{party}State")
            .Code(20, $"{party}PostCode");

    private static Resource Line(string type, string set, string document, string documents) =>
        new Resource(type, set, "Sales Line")
        {
            Verbs = Verbs.All,
            SortedBy = ["documentId", "sequence"],
            RequiredFilter = "documentId",
        }
            .Id()
            .Guids("documentId")
            .Integers("sequence")
            .Guids("itemId", "accountId")
            .Choice("lineType", "Comment", "Account", "Item", "Resource", "Fixed Asset", "Charge")
            .Code(20, "lineObjectNumber")
            .Text(100, "description")
            .Text(50, "description2")
            .Guids("unitOfMeasureId")
            .Code(10, "unitOfMeasureCode")
            .Decimals("unitPrice", "quantity", "discountAmount", "discountPercent")
            .ReadBooleans("discountAppliedBeforeTax")
            .ReadDecimals("amountExcludingTax")
            .Code(20, "taxCode")
            .ReadDecimals(
                "taxPercent",
                "totalTaxAmount",
                "amountIncludingTax",
                "invoiceDiscountAllocation",
                "netAmount",
                "netTaxAmount",
                "netAmountIncludingTax"
            )
            .Dates("shipmentDate")
            .Guids("itemVariantId", "locationId")
            .One(document, documents, "documentId")
            .One("item", "items", "itemId")
            .One("account", "accounts", "accountId")
            .One("unitOfMeasure", "unitsOfMeasure", "unitOfMeasureId")
            .Many("dimensionSetLines", "parentId");
}

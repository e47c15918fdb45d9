namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>Parties, what is sold, and what postings are analysed by.</summary>
internal static class MasterResources
{
    public static IReadOnlyList<Resource> All { get; } =
    [
        Customer(),
        Financials(),
        Item(),
        Coded("currency", "currencies", "Currency", 10)
            .Text(100, "displayName")
            .Text(10, "symbol")
            .Text(5, "amountDecimalPlaces")
            .Decimals("amountRoundingPrecision")
            .Stamp(),
        Coded("paymentTerm", "paymentTerms", "Payment Terms", 10)
            .Text(100, "displayName")
            .Text(32, "dueDateCalculation", "discountDateCalculation")
            .Decimals("discountPercent")
            .Booleans("calculateDiscountOnCreditMemos")
            .Stamp(),
        Taxing("taxGroup", "taxGroups", "Tax Group"),
        Taxing("taxArea", "taxAreas", "Tax Area"),
        Coded("unitOfMeasure", "unitsOfMeasure", "Unit of Measure", 10)
            .Text(50, "displayName")
            .Code(10, "internationalStandardCode")
            .Text(10, "symbol")
            .Stamp(),
        Project(),
        Employee(),
        TimeEntry(),
        Dimension(),
        DimensionValue(),
        DefaultDimension(),
        SetLine(),
    ];

    private static Resource Coded(string type, string set, string table, int length) =>
        new Resource(type, set, table)
        {
            Verbs = Verbs.All,
            SortedBy = ["code"],
            UniqueBy = "code",
        }
            .Id()
            .Code(length, "code");

    private static Resource Taxing(string type, string set, string table) =>
        Coded(type, set, table, 20)
            .Text(100, "displayName")
            .ReadChoice("taxType", "Sales Tax", "VAT")
            .Stamp();

    private static Resource Customer() =>
        new Resource("customer", "customers", "Customer")
        {
            Verbs = Verbs.All,
            SortedBy = ["number"],
            UniqueBy = "number",
            Series = "C",
        }
            .Id()
            .Code(20, "number")
            .Text(100, "displayName")
            .Choice("type", "Company", "Person")
            .Text(100, "addressLine1")
            .Text(50, "addressLine2")
            .Text(30, "city", "state")
            .Code(10, "country")
            .Code(20, "postalCode")
            .Text(30, "phoneNumber")
            .Text(80, "email", "website")
            .Code(20, "salespersonCode")
            .ReadDecimals("balanceDue")
            .Decimals("creditLimit")
            .Booleans("taxLiable")
            .Guids("taxAreaId")
            .ReadText(100, "taxAreaDisplayName")
            .Text(20, "taxRegistrationNumber")
            .Guids("currencyId")
            .Code(10, "currencyCode")
            .Guids("paymentTermsId", "shipmentMethodId", "paymentMethodId")
            .Choice("blocked", " ", "Ship", "Invoice", "All")
            .Stamp()
            .One("currency", "currencies", "currencyId")
            .One("paymentTerm", "paymentTerms", "paymentTermsId")
            .One("customerFinancialDetail", "customerFinancialDetails", "id")
            .Many("defaultDimensions", "parentId");

    private static Resource Financials() =>
        new Resource("customerFinancialDetail", "customerFinancialDetails", "Customer")
        {
            SortedBy = ["number"],
        }
            .Id()
            .Code(20, "number")
            .ReadDecimals("balance", "totalSalesExcludingTax", "overdueAmount")
            .Stamp();

    private static Resource Item() =>
        new Resource("item", "items", "Item")
        {
            Verbs = Verbs.All,
            SortedBy = ["number"],
            UniqueBy = "number",
            Series = "ITEM",
        }
            .Id()
            .Code(20, "number")
            .Text(100, "displayName", "displayName2")
            .Choice("type", "Inventory", "Service", "Non-Inventory")
            .Guids("itemCategoryId")
            .Code(20, "itemCategoryCode")
            .Booleans("blocked")
            .Code(14, "gtin")
            .ReadDecimals("inventory")
            .Decimals("unitPrice")
            .Booleans("priceIncludesTax")
            .Decimals("unitCost")
            .Guids("taxGroupId")
            .Code(20, "taxGroupCode")
            .Guids("baseUnitOfMeasureId")
            .Code(10, "baseUnitOfMeasureCode")
            .Guids("generalProductPostingGroupId")
            .Code(20, "generalProductPostingGroupCode")
            .Guids("inventoryPostingGroupId")
            .Code(20, "inventoryPostingGroupCode")
            .Stamp()
            .One("unitOfMeasure", "unitsOfMeasure", "baseUnitOfMeasureId")
            .Many("defaultDimensions", "parentId");

    private static Resource Project() =>
        new Resource("project", "projects", "Job")
        {
            Verbs = Verbs.All,
            SortedBy = ["number"],
            UniqueBy = "number",
            Series = "J",
        }
            .Id()
            .Code(20, "number")
            .Text(100, "displayName")
            .Stamp();

    private static Resource Employee() =>
        new Resource("employee", "employees", "Employee")
        {
            Verbs = Verbs.All,
            SortedBy = ["number"],
            UniqueBy = "number",
            Series = "E",
        }
            .Id()
            .Code(20, "number")
            .Text(100, "displayName")
            .Text(30, "givenName", "middleName", "surname", "jobTitle")
            .Text(100, "addressLine1")
            .Text(50, "addressLine2")
            .Text(30, "city", "state")
            .Code(10, "country")
            .Code(20, "postalCode")
            .Text(30, "phoneNumber", "mobilePhone")
            .Text(80, "email", "personalEmail")
            .Dates("employmentDate", "terminationDate")
            .Choice("status", "Active", "Inactive", "Terminated")
            .Dates("birthDate")
            .Code(10, "statisticsGroupCode")
            .Text(20, "bankBranchNumber")
            .Text(30, "bankAccountNumber")
            .Code(50, "iban")
            .Stamp()
            .Many("timeRegistrationEntries", "employeeId")
            .Many("defaultDimensions", "parentId");

    private static Resource TimeEntry() =>
        new Resource("timeRegistrationEntry", "timeRegistrationEntries", "Time Sheet Detail")
        {
            Verbs = Verbs.All,
            SortedBy = ["employeeNumber", "date", "lineNumber"],
        }
            .Id()
            .Guids("employeeId")
            .Code(20, "employeeNumber")
            .Guids("jobId")
            .Code(20, "jobNumber", "jobTaskNumber")
            .Code(10, "absence")
            .Integers("lineNumber")
            .Dates("date")
            .Decimals("quantity")
            .Choice("status", "Open", "Submitted", "Rejected", "Approved")
            .Guids("unitOfMeasureId")
            .Code(10, "unitOfMeasureCode")
            .Stamp("lastModfiedDateTime")
            .One("employee", "employees", "employeeId")
            .Many("dimensionSetLines", "parentId");

    private static Resource Dimension() =>
        new Resource("dimension", "dimensions", "Dimension") { SortedBy = ["code"] }
            .Id()
            .Code(20, "code")
            .Text(50, "displayName")
            .Code(20, "consolidationCode")
            .Stamp()
            .Many("dimensionValues", "dimensionId");

    private static Resource DimensionValue() =>
        new Resource("dimensionValue", "dimensionValues", "Dimension Value")
        {
            SortedBy = ["dimensionId", "code"],
        }
            .Id()
            .Code(20, "code")
            .Guids("dimensionId")
            .Text(50, "displayName")
            .Code(20, "consolidationCode")
            .Stamp()
            .One("dimension", "dimensions", "dimensionId");

    private static Resource DefaultDimension() =>
        new Resource("defaultDimension", "defaultDimensions", "Default Dimension")
        {
            Verbs = Verbs.All,
            SortedBy = ["dimensionCode"],
            RequiredFilter = "parentId",
        }
            .Id()
            .Choice("parentType", " ", "Customer", "Item", "Vendor", "Employee")
            .Guids("parentId", "dimensionId")
            .Code(20, "dimensionCode")
            .Guids("dimensionValueId")
            .Code(20, "dimensionValueCode")
            .Choice("postingValidation", " ", "Code Mandatory", "Same Code", "No Code")
            .Stamp()
            .One("dimension", "dimensions", "dimensionId")
            .One("dimensionValue", "dimensionValues", "dimensionValueId");

    private static Resource SetLine() =>
        new Resource("dimensionSetLine", "dimensionSetLines", "Dimension Set Entry")
        {
            Verbs = Verbs.All,
            SortedBy = ["code"],
            RequiredFilter = "parentId",
        }
            .Id()
            .Code(20, "code", "consolidationCode")
            .Guids("parentId")
            .Choice(
                "parentType",
                " ",
                "Journal Line",
                "Sales Order",
                "Sales Order Line",
                "Sales Quote",
                "Sales Quote Line",
                "Sales Credit Memo",
                "Sales Credit Memo Line",
                "Sales Invoice",
                "Sales Invoice Line",
                "Purchase Invoice",
                "Purchase Invoice Line",
                "General Ledger Entry",
                "Time Registration Entry"
            )
            .Text(50, "displayName")
            .Guids("valueId")
            .Code(20, "valueCode", "valueConsolidationCode")
            .ReadText(50, "valueDisplayName");
}

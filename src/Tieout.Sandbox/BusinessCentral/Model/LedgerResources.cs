namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>The chart of accounts, journals, entries and the dates that may be posted to.</summary>
internal static class LedgerResources
{
    private static string[] AccountTypes =>
        [
            "G/L Account",
            "Customer",
            "Vendor",
            "Bank Account",
            "Fixed Asset",
            "IC Partner",
            "Employee",
        ];

    public static IReadOnlyList<Resource> All { get; } =
    [
        Account(),
        Journal(),
        JournalLine(),
        PaymentJournal(),
        Payment(),
        Entry(),
        new Resource("accountingPeriod", "accountingPeriods", "Accounting Period")
        {
            SortedBy = ["startingDate"],
        }
            .Id()
            .Dates("startingDate")
            .Text(10, "name")
            .Booleans("newFiscalYear", "closed", "dateLocked")
            .Stamp(),
        new Resource("generalLedgerSetup", "generalLedgerSetup", "General Ledger Setup")
            .Id()
            .Dates("allowPostingFrom", "allowPostingTo")
            .Code(10, "additionalReportingCurrency", "localCurrencyCode")
            .Text(10, "localCurrencySymbol")
            .Stamp()
            .Booleans("allowQueryFromConsolidation")
            .Code(
                20,
                "shortcutDimension1Code",
                "shortcutDimension2Code",
                "shortcutDimension3Code",
                "shortcutDimension4Code",
                "shortcutDimension5Code",
                "shortcutDimension6Code",
                "shortcutDimension7Code",
                "shortcutDimension8Code"
            ),
    ];

    private static Resource Account() =>
        new Resource("account", "accounts", "G/L Account") { SortedBy = ["number"] }
            .Id()
            .Code(20, "number")
            .Text(100, "displayName")
            .Choice(
                "category",
                " ",
                "Assets",
                "Liabilities",
                "Equity",
                "Income",
                "Cost of Goods Sold",
                "Expense"
            )
            .Text(80, "subCategory")
            .Booleans("blocked")
            .Choice("accountType", "Posting", "Heading", "Total", "Begin Total", "End Total")
            .Booleans("directPosting")
            .ReadDecimals("netChange")
            .Text(20, "consolidationTranslationMethod")
            .Code(20, "consolidationDebitAccount", "consolidationCreditAccount")
            .Booleans("excludeFromConsolidation")
            .Stamp();

    private static Resource Journal() =>
        new Resource("journal", "journals", "Gen. Journal Batch")
        {
            Verbs = Verbs.All,
            SortedBy = ["code"],
            UniqueBy = "code",
            Actions = ["post"],
        }
            .Id()
            .Code(10, "code")
            .Text(100, "displayName")
            .ReadText(80, "templateDisplayName")
            .Stamp()
            .Guids("balancingAccountId")
            .Code(20, "balancingAccountNumber")
            .Many("journalLines", "journalId");

    private static Resource JournalLine() =>
        new Resource("journalLine", "journalLines", "Gen. Journal Line")
        {
            Verbs = Verbs.All,
            SortedBy = ["journalId", "lineNumber"],
            RequiredFilter = "journalId",
        }
            .Id()
            .Guids("journalId")
            .ReadText(10, "journalDisplayName")
            .Integers("lineNumber")
            .Choice("accountType", AccountTypes)
            .Guids("accountId")
            .Code(20, "accountNumber")
            .Dates("postingDate")
            .Code(20, "documentNumber")
            .Code(35, "externalDocumentNumber")
            .Decimals("amount")
            .Text(100, "description")
            .Text(250, "comment")
            .Code(20, "taxCode")
            .Choice("balanceAccountType", AccountTypes)
            .Guids("balancingAccountId")
            .Code(20, "balancingAccountNumber")
            .Stamp()
            .One("journal", "journals", "journalId")
            .One("account", "accounts", "accountId")
            .Many("dimensionSetLines", "parentId");

    private static Resource PaymentJournal() =>
        new Resource("customerPaymentJournal", "customerPaymentJournals", "Gen. Journal Batch")
        {
            Verbs = Verbs.All,
            SortedBy = ["code"],
            UniqueBy = "code",
        }
            .Id()
            .Code(10, "code")
            .Text(100, "displayName")
            .Stamp()
            .Guids("balancingAccountId")
            .Code(20, "balancingAccountNumber")
            .Many("customerPayments", "journalId");

    private static Resource Payment() =>
        new Resource("customerPayment", "customerPayments", "Gen. Journal Line")
        {
            Verbs = Verbs.All,
            SortedBy = ["journalId", "lineNumber"],
            RequiredFilter = "journalId",
        }
            .Id()
            .Guids("journalId")
            .ReadText(10, "journalDisplayName")
            .Integers("lineNumber")
            .Guids("customerId")
            .Code(20, "customerNumber")
            .Dates("postingDate")
            .Code(20, "documentNumber")
            .Code(35, "externalDocumentNumber")
            .Decimals("amount")
            .Guids("appliesToInvoiceId")
            .Code(20, "appliesToInvoiceNumber")
            .Text(100, "description")
            .Text(250, "comment")
            .Stamp()
            .One("customerPaymentJournal", "customerPaymentJournals", "journalId")
            .One("customer", "customers", "customerId")
            .Many("dimensionSetLines", "parentId");

    private static Resource Entry() =>
        new Resource("generalLedgerEntry", "generalLedgerEntries", "G/L Entry")
        {
            SortedBy = ["entryNumber"],
        }
            .Id()
            .Integers("entryNumber")
            .Dates("postingDate")
            .Code(20, "documentNumber")
            .Choice(
                "documentType",
                " ",
                "Payment",
                "Invoice",
                "Credit Memo",
                "Finance Charge Memo",
                "Reminder",
                "Refund"
            )
            .Guids("accountId")
            .Code(20, "accountNumber")
            .Text(100, "description")
            .Decimals(
                "debitAmount",
                "creditAmount",
                "additionalCurrencyDebitAmount",
                "additionalCurrencyCreditAmount"
            )
            .Stamp()
            .One("account", "accounts", "accountId")
            .Many("dimensionSetLines", "parentId");
}

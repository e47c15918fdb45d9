using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.BusinessCentral.Model;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>The companies that a new simulator begins with.</summary>
internal static class Seeds
{
    public const string British = "CRONUS UK Ltd.";

    public const string American = "CRONUS USA, Inc.";

    /// <summary>The tax group that a line of an account begins with.</summary>
    public const string AccountTax = "~taxCode";

    private const int AccountingYears = 3;

    public static void Sow(ObjectStore store, SandboxClock clock, IdSeries ids)
    {
        if (store.All(Resources.Companies).Count > 0)
        {
            return;
        }

        var british = Company(store, clock, ids, British, "GBP", "£");
        Taxes(british, "VAT", ("STANDARD", 20m), ("REDUCED", 5m), ("ZERO", 0m));
        Areas(british, "VAT", ("DOMESTIC", false), ("EXPORT", true));
        Currencies(
            british,
            ("EUR", "€", 0.01m, 0.85m),
            ("USD", "$", 0.01m, 0.79m),
            ("JPY", "¥", 1m, 0.0053m)
        );
        Common(british, "STANDARD");
        var american = Company(store, clock, ids, American, "USD", "$");
        Taxes(american, "Sales Tax", ("TAXABLE", 6m), ("FURNITURE", 5m), ("NONTAXABLE", 0m));
        Areas(american, "Sales Tax", ("ATLANTA, GA", false), ("EXEMPT", true));
        Currencies(
            american,
            ("EUR", "€", 0.01m, 1.08m),
            ("GBP", "£", 0.01m, 1.27m),
            ("JPY", "¥", 1m, 0.0067m)
        );
        Common(american, "NONTAXABLE");
    }

    private static CompanyBook Company(
        ObjectStore store,
        SandboxClock clock,
        IdSeries ids,
        string name,
        string currency,
        string symbol
    )
    {
        var id = ids.Of($"company/{name}");
        _ = store.Add(
            Resources.Companies,
            id,
            clock.GetUtcNow(),
            new JsonObject
            {
                ["id"] = id,
                ["systemVersion"] = "26.0.30643.0",
                ["timestamp"] = ids.Count("timestamp"),
                ["name"] = name,
                ["displayName"] = name,
                ["businessProfileId"] = string.Empty,
                ["systemCreatedBy"] = NavRecord.NoId,
                ["systemModifiedBy"] = NavRecord.NoId,
            }
        );
        var book = new CompanyBook(store, clock, ids, id);
        _ = book.Add(
            book.New("generalLedgerSetup")
                .Set("localCurrencyCode", currency)
                .Set("localCurrencySymbol", symbol)
                .Set("shortcutDimension1Code", "DEPARTMENT")
                .Set("shortcutDimension2Code", "PRACTICE")
                .Set(Ledger.Receivables, "10400")
                .Set(Ledger.TaxPayable, "20400")
                .Set(Ledger.Bank, "10100")
                .Set(Ledger.Sales, "40100")
        );
        return book;
    }

    private static void Common(CompanyBook book, string tax)
    {
        Account(book, "10100", "Bank Account - Operating", "Assets", true, tax);
        Account(book, "10400", "Accounts Receivable", "Assets", false, tax);
        Account(book, "10500", "Unbilled Receivables", "Assets", true, tax);
        Account(book, "10600", "Contract Assets", "Assets", true, tax);
        Account(book, "10750", "Retentions Receivable", "Assets", true, tax);
        Account(book, "20400", "Sales Tax and VAT Payable", "Liabilities", false, tax);
        Account(book, "20600", "Contract Liabilities", "Liabilities", true, tax);
        Account(book, "20700", "Customer Deposits", "Liabilities", true, tax);
        Account(book, "40100", "Sales", "Income", true, tax);
        Account(book, "40200", "Consulting Services", "Income", true, tax);
        Account(book, "40300", "Reimbursed Expenses", "Income", true, tax);
        Account(book, "60100", "Bad Debt Expense", "Expense", true, tax);
        var total = Account(book, "49999", "Total Income", "Income", false, tax);
        book.SaveComputed(total.Set("accountType", "Total"));
        Terms(book, "COD", 0);
        Terms(book, "14 DAYS", 14);
        Terms(book, "30 DAYS", 30);
        Named(book, "unitsOfMeasure", "HOUR", "Hour");
        Named(book, "unitsOfMeasure", "PCS", "Piece");
        Dimension(book, "DEPARTMENT", "ADM", "PROD", "SALES");
        Dimension(book, "PRACTICE", "CLOUD", "DATA", "ADVISORY");
        Named(book, "journals", "DEFAULT", "Default Journal Batch");
        var payments = Named(book, "customerPaymentJournals", "GENERAL", "GENERAL");
        var bank = book.By("accounts", "number", "10100")!;
        book.SaveComputed(
            payments.Set("balancingAccountId", bank.Id).Set("balancingAccountNumber", "10100")
        );
        Periods(book);
    }

    private static NavRecord Account(
        CompanyBook book,
        string number,
        string name,
        string category,
        bool isDirect,
        string tax
    ) =>
        book.Add(
            book.New("accounts")
                .Set("number", number)
                .Set("displayName", name)
                .Set("category", category)
                .Set("directPosting", isDirect)
                .Set(AccountTax, tax)
        );

    private static NavRecord Named(CompanyBook book, string set, string code, string name) =>
        book.Add(book.New(set).Set("code", code).Set("displayName", name));

    private static void Terms(CompanyBook book, string code, int days)
    {
        var terms = Named(book, "paymentTerms", code, code);
        var formula = string.Create(CultureInfo.InvariantCulture, $"{days}D");
        book.SaveComputed(terms.Set("dueDateCalculation", formula));
    }

    private static void Taxes(
        CompanyBook book,
        string kind,
        params ReadOnlySpan<(string Code, decimal Percent)> groups
    )
    {
        foreach (var (code, percent) in groups)
        {
            _ = book.Add(
                book.New("taxGroups")
                    .Set("code", code)
                    .Set("displayName", code)
                    .Set("taxType", kind)
                    .Set(SalesTotals.Rate, percent)
            );
        }
    }

    private static void Areas(
        CompanyBook book,
        string kind,
        params ReadOnlySpan<(string Code, bool IsExempt)> areas
    )
    {
        foreach (var (code, isExempt) in areas)
        {
            _ = book.Add(
                book.New("taxAreas")
                    .Set("code", code)
                    .Set("displayName", code)
                    .Set("taxType", kind)
                    .Set(SalesTotals.IsExempt, isExempt)
            );
        }
    }

    private static void Currencies(
        CompanyBook book,
        params ReadOnlySpan<(string Code, string Symbol, decimal Precision, decimal Rate)> all
    )
    {
        foreach (var (code, symbol, precision, rate) in all)
        {
            _ = book.Add(
                book.New("currencies")
                    .Set("code", code)
                    .Set("displayName", code)
                    .Set("symbol", symbol)
                    .Set("amountDecimalPlaces", precision == 1m ? "0:0" : "2:2")
                    .Set("amountRoundingPrecision", precision)
                    .Set(Books.Currencies.Rate, rate)
            );
        }
    }

    private static void Dimension(CompanyBook book, string code, params ReadOnlySpan<string> values)
    {
        var dimension = Named(book, "dimensions", code, code);
        foreach (var value in values)
        {
            _ = AddValue(book, dimension, value);
        }
    }

    /// <summary>Adds a value that lines may have.</summary>
    public static NavRecord AddValue(CompanyBook book, NavRecord dimension, string code) =>
        book.Add(
            book.New("dimensionValues")
                .Set("code", code)
                .Set("displayName", code)
                .Set("dimensionId", dimension.Id)
        );

    private static void Periods(CompanyBook book)
    {
        var first = new DateOnly(book.Today.Year - 1, 1, 1);
        for (var month = first; month < first.AddYears(AccountingYears); month = month.AddMonths(1))
        {
            _ = book.Add(
                book.New("accountingPeriods")
                    .Set("startingDate", month)
                    .Set("name", month.ToString("MMMM", CultureInfo.InvariantCulture))
                    .Set("newFiscalYear", month.Month == 1)
            );
        }
    }
}

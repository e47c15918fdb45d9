namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>What customers still owe, by document and in all.</summary>
internal static class Balances
{
    /// <summary>What of a posted credit memo is not applied yet.</summary>
    public const string CreditLeft = "~left";

    /// <summary>Less is owed on an invoice; more, when negative.</summary>
    /// <remarks>
    /// What remains is computed of the customer's entries, so that a part payment is no change of the
    /// invoice: only a new status stamps it and is told to subscribers.
    /// </remarks>
    public static void TakeOff(CompanyBook book, NavRecord invoice, decimal amount)
    {
        var left = invoice.Amount("remainingAmount") - amount;
        _ = invoice.Set("remainingAmount", left);
        Mark(book, invoice, left == 0m ? "Paid" : "Open");
    }

    /// <summary>More of a posted credit memo is applied.</summary>
    public static void Apply(CompanyBook book, NavRecord credit, decimal amount)
    {
        var left = credit.Amount(CreditLeft) - amount;
        _ = credit.Set(CreditLeft, left);
        Mark(book, credit, left == 0m ? "Paid" : "Open");
    }

    public static void Recompute(CompanyBook book, string customerId)
    {
        if (book.Find("customers", customerId) is not { } customer)
        {
            return;
        }

        NavRecord[] invoices =
        [
            .. book.Parts("salesInvoices", "billToCustomerId", customerId)
                .Where(x => !SalesKind.IsDraft(x)),
        ];
        NavRecord[] credits =
        [
            .. book.Parts("salesCreditMemos", "billToCustomerId", customerId)
                .Where(x => !SalesKind.IsDraft(x)),
        ];
        var balance =
            invoices.Sum(x => Local(book, x, "remainingAmount"))
            - credits.Sum(x => Local(book, x, CreditLeft));
        _ = customer.Set("balanceDue", balance);
        book.SaveComputed(customer);
        if (book.Find("customerFinancialDetails", customerId) is not { } details)
        {
            return;
        }

        var overdue = invoices
            .Where(x => x.Date("dueDate") < book.Today)
            .Sum(x => Local(book, x, "remainingAmount"));
        var sold =
            invoices.Sum(x => Local(book, x, "totalAmountExcludingTax"))
            - credits.Sum(x => Local(book, x, "totalAmountExcludingTax"));
        _ = details
            .Set("balance", balance)
            .Set("overdueAmount", overdue)
            .Set("totalSalesExcludingTax", sold);
        book.SaveComputed(details);
    }

    private static void Mark(CompanyBook book, NavRecord document, string status)
    {
        if (document.IsSame("status", status))
        {
            book.SaveComputed(document);
        }
        else
        {
            book.Save(document.Set("status", status));
        }
    }

    private static decimal Local(CompanyBook book, NavRecord document, string field) =>
        Currencies.ToLocal(book, document.Text("currencyCode"), document.Amount(field));
}

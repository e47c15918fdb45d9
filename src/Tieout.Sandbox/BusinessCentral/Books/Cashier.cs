namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>What a person does in the client and no resource of API v2.0 can: posting payments.</summary>
internal static class Cashier
{
    private const string Template = "CASHRCPT";

    /// <summary>Posts what is recorded in a payment journal and empties it.</summary>
    /// <returns>How many payments there were.</returns>
    public static int PostPayments(CompanyBook book, NavRecord journal)
    {
        NavRecord[] payments =
        [
            .. book.Parts("customerPayments", "journalId", journal.Id)
                .Where(x => x.Amount("amount") != 0m)
                .OrderBy(x => x.Whole("lineNumber")),
        ];
        foreach (var payment in payments)
        {
            Post(book, journal, payment);
            book.Remove(payment);
        }

        return payments.Length;
    }

    /// <summary>Takes a payment of an invoice back, as a bounced cheque does.</summary>
    public static void Reverse(CompanyBook book, NavRecord invoice, decimal amount)
    {
        var setup = book.Setup;
        var text = $"Reversal {invoice.Text("number")}";
        var local = Currencies.ToLocal(book, invoice.Text("currencyCode"), amount);
        Ledger.Post(
            book,
            book.Today,
            "Refund",
            book.NextNumber("G"),
            [
                (setup.Text(Ledger.Receivables), local, text, null),
                (setup.Text(Ledger.Bank), -local, text, null),
            ]
        );
        Balances.TakeOff(book, invoice, -amount);
        Balances.Recompute(book, invoice.Text("billToCustomerId"));
    }

    /// <summary>Applies what is left of a credit memo to an invoice, whichever it names.</summary>
    public static void Apply(CompanyBook book, NavRecord credit, NavRecord invoice)
    {
        var applied = Math.Min(
            credit.Amount(Balances.CreditLeft),
            invoice.Amount("remainingAmount")
        );
        Balances.Apply(book, credit, applied);
        Balances.TakeOff(book, invoice, applied);
        Balances.Recompute(book, invoice.Text("billToCustomerId"));
    }

    private static void Post(CompanyBook book, NavRecord journal, NavRecord payment)
    {
        AllowedDates.Require(
            book,
            payment.Date("postingDate"),
            AllowedDates.Line(Template, journal.Text("code"), payment)
        );
        var setup = book.Setup;
        var amount = payment.Amount("amount");
        var invoice = payment.Has("appliesToInvoiceId")
            ? book.Find("salesInvoices", payment.Text("appliesToInvoiceId"))
            : null;
        var currency = invoice?.Text("currencyCode") ?? book.LocalCurrency;
        var local = Currencies.ToLocal(book, currency, amount);
        var bank = journal.Has("balancingAccountNumber")
            ? journal.Text("balancingAccountNumber")
            : setup.Text(Ledger.Bank);
        Ledger.Post(
            book,
            payment.Date("postingDate"),
            "Payment",
            payment.Text("documentNumber"),
            [
                (setup.Text(Ledger.Receivables), local, payment.Text("description"), payment),
                (bank, -local, payment.Text("description"), payment),
            ]
        );
        if (invoice is null)
        {
            return;
        }

        // More than is owed stays on the customer's account.
        var applied = Math.Min(-amount, invoice.Amount("remainingAmount"));
        Balances.TakeOff(book, invoice, applied);
        Balances.Recompute(book, invoice.Text("billToCustomerId"));
    }
}

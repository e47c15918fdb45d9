using System.Text.Json.Nodes;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>Invoices and credit memos.</summary>
internal static class SaleRules
{
    private const string Pending = "1";
    private const string Approved = "2";

    public static void Invoice(NsBook book, NsRecord invoice, NsRecord? before)
    {
        Head(book, invoice, before is null ? "INV" : null);
        SaleTotals.Complete(book, invoice);
        if (!book.Preferences.InvoiceApproval && invoice.Has("approvalStatus"))
        {
            throw Refusals.NoPermission("approvalStatus");
        }

        if (book.Preferences.InvoiceApproval && !invoice.Has("approvalStatus"))
        {
            _ = invoice.Set("approvalStatus", (JsonNode)Pending);
        }

        var wasPosted = before?.Text("status") is "A" or "B";
        if (before?.Text("status") is "V")
        {
            throw Refusals.User("This transaction has been voided and cannot be changed."); // [U]
        }

        var approval = book.Preferences.InvoiceApproval ? invoice.Text("approvalStatus") : Approved;
        if (wasPosted && approval is not Approved)
        {
            throw Refusals.NoPermission("approvalStatus");
        }

        if (!invoice.Has("dueDate"))
        {
            var days = (int)(
                book.Find("term", invoice.Text("terms"))?.Amount("daysUntilNetDue") ?? 0m
            );
            _ = invoice.SetDate("dueDate", invoice.Date("tranDate")!.Value.AddDays(days));
        }

        var status = approval switch
        {
            Approved => "A",
            Pending => "D",
            _ => "E",
        };
        _ = invoice
            .Set("status", (JsonNode)(wasPosted ? before!.Text("status") : status))
            .Set("amountPaid", wasPosted ? before!.Amount("amountPaid") : 0m)
            .Set(
                "amountRemaining",
                invoice.Amount("total") - (wasPosted ? before!.Amount("amountPaid") : 0m)
            );
        if (invoice.Amount("amountRemaining") < 0m)
        {
            throw Refusals.User("The total may not be less than what was paid."); // [U]
        }
    }

    public static void CreditMemo(NsBook book, NsRecord credit)
    {
        Head(book, credit, credit.Has("tranId") ? null : "CM");
        SaleTotals.Complete(book, credit);
        Applications.Complete(book, credit, credit.Text("entity"), credit.Amount("total"));
        var left = credit.Amount("total") - credit.Amount("applied");
        _ = credit
            .Set("unapplied", left)
            .Set("amountPaid", credit.Amount("applied"))
            .Set("amountRemaining", left)
            .Set("status", (JsonNode)(left == 0m ? "B" : "A"));
    }

    /// <summary>What an invoice and a credit memo have in common, and a payment too.</summary>
    public static void Head(NsBook book, NsRecord document, string? number, string who = "entity")
    {
        var customer = document.Has(who)
            ? book.Require("customer", document.Text(who))
            : throw Refusals.Missing("Customer", who);
        if (!document.Has("subsidiary"))
        {
            _ = document.Set("subsidiary", (JsonNode)customer.Text("subsidiary"));
        }

        var subsidiary = document.Text("subsidiary");
        if (!Rules.Subsidiaries(book, customer.Id).Contains(subsidiary, StringComparer.Ordinal))
        {
            throw Refusals.Value("subsidiary");
        }

        if (!document.Has("currency"))
        {
            _ = document.Set("currency", (JsonNode)customer.Text("currency"));
        }

        if (!document.Has("tranDate"))
        {
            _ = document.SetDate("tranDate", book.Today);
        }

        if (!document.Has("exchangeRate"))
        {
            _ = document.Set("exchangeRate", RateOf(book, document));
        }

        if (number is not null && !document.Has("tranId"))
        {
            _ = document.Set("tranId", (JsonNode)book.NextNumber(number));
        }

        Periods.Require(book, document);
    }

    private static decimal RateOf(NsBook book, NsRecord document)
    {
        var home = book.Require("subsidiary", document.Text("subsidiary")).Text("currency");
        return string.Equals(document.Text("currency"), home, StringComparison.Ordinal)
            ? 1m
            : book.Require("currency", document.Text("currency")).Amount("exchangeRate");
    }
}

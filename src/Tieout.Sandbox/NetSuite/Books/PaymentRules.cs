using System.Text.Json.Nodes;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>Customer payments and journals.</summary>
internal static class PaymentRules
{
    public static void Payment(NsBook book, NsRecord payment)
    {
        SaleRules.Head(book, payment, payment.Has("tranId") ? null : "PYMT", who: "customer");
        decimal? given = payment.Has("payment") ? payment.Amount("payment") : null;
        Applications.Complete(book, payment, payment.Text("customer"), given);
        var amount = given ?? payment.Amount("applied");
        if (amount <= 0m)
        {
            throw Refusals.Missing("Payment Amount", "payment");
        }

        _ = payment
            .Set("payment", amount)
            .Set("total", amount)
            .Set("unapplied", amount - payment.Amount("applied"))
            .Set("status", (JsonNode)(payment.Has("account") ? "C" : "B"));
    }

    public static void Journal(NsBook book, NsRecord journal, NsRecord? before)
    {
        if (!journal.Has("subsidiary"))
        {
            throw Refusals.Missing("Subsidiary", "subsidiary");
        }

        var subsidiary = book.Require("subsidiary", journal.Text("subsidiary"));
        if (!journal.Has("currency"))
        {
            _ = journal.Set("currency", (JsonNode)subsidiary.Text("currency"));
        }

        if (!journal.Has("tranDate"))
        {
            _ = journal.SetDate("tranDate", book.Today);
        }

        _ = journal.Has("exchangeRate") ? journal : journal.Set("exchangeRate", 1m);
        _ = journal.Has("tranId")
            ? journal
            : journal.Set("tranId", (JsonNode)book.NextNumber("JE"));
        if (book.Preferences.JournalApproval)
        {
            // That a caller's approval counts for nothing then is not documented [U].
            _ = journal.Set("approved", value: before?.Is("approved") is true);
        }
        else
        {
            _ = journal.Has("approved") ? journal : journal.Set("approved", value: true);
        }

        _ = journal.Set("status", (JsonNode)(journal.Is("approved") ? "B" : "A"));
        Lines(journal);
        Periods.Require(book, journal);
    }

    private static void Lines(NsRecord journal)
    {
        var lines = journal.Lines("line");
        if (lines.Count < 2)
        {
            throw Refusals.User("You must enter at least two lines for this transaction."); // [U]
        }

        for (var i = 0; i < lines.Count; i++)
        {
            lines[i]["line"] = i + 1;
            if (lines[i]["account"] is null)
            {
                throw Refusals.Missing("Account", $"line.items[{i}].account");
            }
        }

        var difference = lines.Sum(x =>
            NsRecord.AmountOf(x, "debit") - NsRecord.AmountOf(x, "credit")
        );
        if (difference != 0m)
        {
            throw Refusals.User("The amounts in a transaction must balance."); // [U]
        }
    }
}

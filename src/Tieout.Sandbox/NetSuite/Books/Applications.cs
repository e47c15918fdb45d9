using System.Text.Json.Nodes;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>What payments and credit memos settle, and what is left of all of them.</summary>
internal static class Applications
{
    /// <summary>One part of a payment or credit memo that settles an invoice.</summary>
    public sealed record Link(NsRecord By, int Line, string Invoice, decimal Amount);

    public static IEnumerable<Link> All(NsBook book) =>
        book.All("customerPayment")
            .Concat(book.All("creditMemo"))
            .Where(x => x.Text("status") is not "V")
            .SelectMany(by =>
                by.Lines("apply")
                    .Select(
                        (line, i) =>
                            new Link(
                                by,
                                i + 1,
                                NsRecord.TextOf(line, "doc"),
                                NsRecord.AmountOf(line, "amount")
                            )
                    )
            );

    /// <summary>Completes the applications of a payment or credit memo, and checks them.</summary>
    /// <param name="available">What there is to apply; none when it is what the lines add up to.</param>
    public static void Complete(NsBook book, NsRecord by, string customer, decimal? available)
    {
        var settled = All(book)
            .Where(x => !string.Equals(x.By.Id, by.Id, StringComparison.Ordinal))
            .ToLookup(x => x.Invoice, x => x.Amount, StringComparer.Ordinal);
        var left = available ?? decimal.MaxValue;
        var lines = by.Lines("apply").Where(x => NsRecord.IsTrue(x, "apply")).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            var path = $"apply.items[{i}].doc";
            var invoice = book.Find("invoice", NsRecord.TextOf(lines[i], "doc"));
            if (
                invoice is null
                || invoice.Text("status") is not ("A" or "B")
                || !string.Equals(invoice.Text("entity"), customer, StringComparison.Ordinal)
                || !string.Equals(
                    invoice.Text("currency"),
                    by.Text("currency"),
                    StringComparison.Ordinal
                )
            )
            {
                throw Refusals.Value(path);
            }

            var due = invoice.Amount("total") - settled[invoice.Id].Sum();
            var amount = lines[i]["amount"] is null
                ? Math.Min(due, left)
                : NsRecord.AmountOf(lines[i], "amount");
            if (amount < 0m || amount > due)
            {
                throw Refusals.User(
                    "The amount to be applied may not exceed the amount due.", // [U]
                    $"apply.items[{i}].amount"
                );
            }

            left -= amount;
            lines[i]["amount"] = amount;
            lines[i]["line"] = i + 1;
        }

        if (left < 0m)
        {
            throw Refusals.User("You cannot apply more than your total payments."); // [U]
        }

        _ = by.Set("apply", new JsonArray([.. lines.Select(x => x.DeepClone())]));
        _ = by.Set("applied", lines.Sum(x => NsRecord.AmountOf(x, "amount")));
    }

    /// <summary>Brings what is open of every invoice up to date after a change of the books.</summary>
    /// <remarks>
    /// An invoice is stamped when its status changes. Whether a part payment stamps it is not
    /// documented [U]; here it does not.
    /// </remarks>
    public static void Settle(NsBook book)
    {
        var settled = All(book).ToLookup(x => x.Invoice, x => x.Amount, StringComparer.Ordinal);
        foreach (var invoice in book.All("invoice").Where(x => x.Text("status") is "A" or "B"))
        {
            var paid = settled[invoice.Id].Sum();
            var open = invoice.Amount("total") - paid;
            var status = open == 0m ? "B" : "A";
            if (
                invoice.Amount("amountPaid") == paid
                && string.Equals(invoice.Text("status"), status, StringComparison.Ordinal)
                && invoice.Amount("amountRemaining") == open
            )
            {
                continue;
            }

            var isStamped = !string.Equals(
                invoice.Text("status"),
                status,
                StringComparison.Ordinal
            );
            _ = invoice.Set("amountPaid", paid).Set("amountRemaining", open).Set("status", status);
            Keep(book, invoice, isStamped);
        }
    }

    private static void Keep(NsBook book, NsRecord invoice, bool isStamped)
    {
        if (isStamped)
        {
            _ = book.Save(invoice);
            return;
        }

        var held = book.Store.Find(invoice.Type.Name, invoice.Id)!;
        book.Store.Put(held with { Fields = invoice.Fields });
    }
}

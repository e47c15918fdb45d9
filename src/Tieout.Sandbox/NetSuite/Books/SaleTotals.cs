using System.Text.Json.Nodes;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>Computes the lines and totals of an invoice or credit memo.</summary>
/// <remarks>
/// The tax of the lines of one code is added up exactly and rounded once; the vendor documents no
/// rule for taxes without SuiteTax [U]. A <c>tax1Amt</c> that is given for a line stands as it is.
/// </remarks>
internal static class SaleTotals
{
    /// <summary>Marks a line whose tax was given and not computed.</summary>
    private const string Given = "~tax";

    public static void Complete(NsBook book, NsRecord document)
    {
        var currency = document.Text("currency");
        var lines = document.Lines("item");
        if (lines.Count == 0)
        {
            throw Refusals.User("You must enter at least one line item for this transaction.");
        }

        for (var i = 0; i < lines.Count; i++)
        {
            CompleteLine(book, lines[i], i + 1, currency);
        }

        var subtotal = lines.Sum(x => NsRecord.AmountOf(x, "amount"));
        var tax = lines
            .GroupBy(x => (Code: NsRecord.TextOf(x, "taxCode"), IsGiven: x.ContainsKey(Given)))
            .Sum(group => book.Round(group.Sum(TaxOf), currency));
        if (subtotal + tax < 0m)
        {
            throw Refusals.User("The total of this transaction may not be negative."); // [U]
        }

        _ = document.Set("subtotal", subtotal).Set("taxTotal", tax).Set("total", subtotal + tax);
    }

    /// <summary>The tax of each code, as the entries of the ledger have it.</summary>
    public static IEnumerable<(string Code, decimal Tax)> Taxes(NsBook book, NsRecord document) =>
        document
            .Lines("item")
            .GroupBy(x => (Code: NsRecord.TextOf(x, "taxCode"), IsGiven: x.ContainsKey(Given)))
            .Where(x => x.Key.Code.Length > 0)
            .Select(x => (x.Key.Code, Tax: book.Round(x.Sum(TaxOf), document.Text("currency"))))
            .GroupBy(x => x.Code, StringComparer.Ordinal)
            .Select(x => (x.Key, x.Sum(part => part.Tax)));

    private static void CompleteLine(NsBook book, JsonObject line, int number, string currency)
    {
        if (line["item"] is null)
        {
            throw Refusals.Missing("Item", $"item.items[{number - 1}].item");
        }

        var item = book.Require("serviceSaleItem", NsRecord.TextOf(line, "item"));
        line["line"] = number;
        line["account"] = item.Text("incomeAccount");
        line["quantity"] ??= 1m;
        var quantity = NsRecord.AmountOf(line, "quantity");
        if (line["amount"] is null)
        {
            line["amount"] = book.Round(quantity * NsRecord.AmountOf(line, "rate"), currency);
        }

        var amount = NsRecord.AmountOf(line, "amount");
        line["amount"] = book.Round(amount, currency);
        if (line["rate"] is null && quantity != 0m)
        {
            line["rate"] = amount / quantity;
        }

        var code = book.Find("salesTaxItem", NsRecord.TextOf(line, "taxCode"));
        line["taxRate1"] = code?.Amount("rate") ?? 0m;
        if (!line.ContainsKey(Given))
        {
            line["tax1Amt"] = book.Round(TaxOf(line), currency);
        }

        line["grossAmt"] = amount + NsRecord.AmountOf(line, "tax1Amt");
    }

    /// <summary>Remembers that a caller gave a line's tax, or lets go of it when not.</summary>
    public static void MarkGiven(JsonObject line, bool isGiven)
    {
        if (isGiven)
        {
            line[Given] = true;
        }
    }

    private static decimal TaxOf(JsonObject line) =>
        line.ContainsKey(Given)
            ? NsRecord.AmountOf(line, "tax1Amt")
            : NsRecord.AmountOf(line, "amount") * NsRecord.AmountOf(line, "taxRate1") / 100m;
}

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Computes what a sales document comes to.</summary>
/// <remarks>
/// Tax is rounded once for all lines with the same code, rate and sign; lines get their share with
/// what rounding left over carried to the next [U]. The sign keeps discounts apart from charges, so
/// a document with both may differ by a cent from one that rounds the whole.
/// </remarks>
internal static class SalesTotals
{
    /// <summary>Whatever the area, nothing is taxed in it.</summary>
    public const string IsExempt = "~isExempt";

    /// <summary>Percent that a tax group is taxed with.</summary>
    public const string Rate = "~percent";

    public static void Settle(CompanyBook book, SalesKind kind, NavRecord document)
    {
        var currency = document.Text("currencyCode");
        var customer = book.Find("customers", document.Text("billToCustomerId"));
        NavRecord[] lines =
        [
            .. book.Parts(kind.Lines, "documentId", document.Id).OrderBy(x => x.Whole("sequence")),
        ];
        foreach (var line in lines)
        {
            var gross = line.Amount("quantity") * line.Amount("unitPrice");
            var net = line.IsSame("lineType", "Comment")
                ? 0m
                : book.Round(gross - line.Amount("discountAmount"), currency);
            _ = line.Set("amountExcludingTax", net)
                .Set("taxPercent", net == 0m ? 0m : PercentOf(book, line, customer));
        }

        Discount(book, document, lines, currency);
        Tax(book, lines, currency);
        foreach (var line in lines)
        {
            book.SaveComputed(line);
        }

        var total = lines.Sum(x => x.Amount("netAmount"));
        var tax = lines.Sum(x => x.Amount("netTaxAmount"));
        _ = document
            .Set("totalAmountExcludingTax", total)
            .Set("totalTaxAmount", tax)
            .Set("totalAmountIncludingTax", total + tax);
        if (kind.IsInvoice)
        {
            _ = document.Set("remainingAmount", total + tax);
        }

        book.Save(document);
    }

    private static decimal PercentOf(CompanyBook book, NavRecord line, NavRecord? customer)
    {
        if (book.By("taxGroups", "code", line.Text("taxCode")) is not { } group)
        {
            return 0m;
        }

        var isSalesTax = group.IsSame("taxType", "Sales Tax");
        var area = customer is null ? null : book.Find("taxAreas", customer.Text("taxAreaId"));
        return (isSalesTax && customer?.Is("taxLiable") is not true) || area?.Is(IsExempt) is true
            ? 0m
            : group.Amount(Rate);
    }

    /// <summary>Shares the document's discount over its lines, by their amounts.</summary>
    private static void Discount(
        CompanyBook book,
        NavRecord document,
        NavRecord[] lines,
        string currency
    )
    {
        var discount = document.Amount("discountAmount");
        var total = lines.Sum(x => x.Amount("amountExcludingTax"));
        var given = 0m;
        var seen = 0m;
        foreach (var line in lines)
        {
            seen += line.Amount("amountExcludingTax");
            var share = total == 0m ? 0m : book.Round(discount * seen / total, currency) - given;
            given += share;
            _ = line.Set("invoiceDiscountAllocation", share)
                .Set("netAmount", line.Amount("amountExcludingTax") - share);
        }
    }

    private static void Tax(CompanyBook book, NavRecord[] lines, string currency)
    {
        var groups = lines.GroupBy(x =>
            (
                Code: x.Text("taxCode"),
                Percent: x.Amount("taxPercent"),
                IsPositive: x.Amount("netAmount") >= 0m
            )
        );
        foreach (var group in groups)
        {
            var taxable = 0m;
            var told = 0m;
            foreach (var line in group)
            {
                taxable += line.Amount("netAmount");
                var tax = book.Round(taxable * group.Key.Percent / 100m, currency) - told;
                told += tax;
                _ = line.Set("netTaxAmount", tax)
                    .Set("totalTaxAmount", tax)
                    .Set("netAmountIncludingTax", line.Amount("netAmount") + tax)
                    .Set("amountIncludingTax", line.Amount("amountExcludingTax") + tax);
            }
        }
    }
}

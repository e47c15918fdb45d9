using Tieout.Sandbox.BusinessCentral.Model;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Takes a posted invoice back by a credit memo of the same lines.</summary>
internal static class SalesCorrection
{
    private static readonly string[] NotCopied =
    [
        "id",
        "number",
        "status",
        "invoiceId",
        "invoiceNumber",
        "documentId",
    ];

    public static void Cancel(CompanyBook book, NavRecord invoice)
    {
        RequirePosted(invoice);
        if (invoice.IsSame("status", "Canceled"))
        {
            throw Refusals.Dialog(
                "The invoice cannot be canceled because it has already been canceled."
            );
        }

        if (
            invoice.Amount("remainingAmount") != invoice.Amount("totalAmountIncludingTax")
            || invoice.IsSame("status", "Corrective")
        )
        {
            throw Refusals.Dialog(
                "You cannot cancel this posted sales invoice because it is fully or partially paid.\\\\To reverse a paid sales invoice, you must manually create a sales credit memo."
            );
        }

        try
        {
            var credit = Draft(book, invoice);
            new SalesPosting(book, SalesKind.CreditMemo).Post(credit);
            book.Save(book.Find("salesCreditMemos", credit.Id)!.Set("status", "Corrective"));
        }
        catch (NavRefusalException e)
        {
            throw Refusals.Dialog(
                $"Canceling the invoice failed because of the following error: \\\\{e.Message}."
            );
        }

        var canceled = book.Find("salesInvoices", invoice.Id)!;
        book.Save(canceled.Set("status", "Canceled").Set("remainingAmount", 0m));
        Balances.Recompute(book, invoice.Text("billToCustomerId"));
    }

    /// <summary>A draft that is dated today and applied to the invoice.</summary>
    public static NavRecord Draft(CompanyBook book, NavRecord invoice)
    {
        RequirePosted(invoice);
        var credit = book.New("salesCreditMemos");
        Copy(invoice, credit);
        _ = credit
            .Set("number", book.NextNumber(credit.Resource.Series!))
            .Set("creditMemoDate", book.Today)
            .Set("postingDate", book.Today)
            .Set("dueDate", book.Today)
            .Set("status", "Draft")
            .Set("invoiceId", invoice.Id)
            .Set("invoiceNumber", invoice.Text("number"));
        credit = book.Add(credit);
        Dimensions.Copy(book, invoice.Id, credit.Id, "Sales Credit Memo");
        foreach (
            var line in book.Parts("salesInvoiceLines", "documentId", invoice.Id)
                .OrderBy(x => x.Whole("sequence"))
                .ToList()
        )
        {
            var copy = book.New("salesCreditMemoLines");
            Copy(line, copy);
            copy = book.Add(copy.Set("documentId", credit.Id));
            Dimensions.Copy(book, line.Id, copy.Id, "Sales Credit Memo Line");
        }

        SalesTotals.Settle(book, SalesKind.CreditMemo, credit);
        return book.Find("salesCreditMemos", credit.Id)!;
    }

    private static void RequirePosted(NavRecord invoice)
    {
        if (SalesKind.IsDraft(invoice))
        {
            throw Refusals.Dialog("The action can be applied to a posted invoice only.");
        }
    }

    private static void Copy(NavRecord from, NavRecord to)
    {
        foreach (
            var field in to
                .Resource.Fields.Select(x => x.Name)
                .Except(NotCopied, StringComparer.Ordinal)
        )
        {
            if (from.Resource.Find(field) is { Kind: not FieldKind.Instant })
            {
                to.Fields[field] = from.Fields[field]?.DeepClone();
            }
        }
    }
}

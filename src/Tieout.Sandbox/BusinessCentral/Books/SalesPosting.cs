namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Posts a draft: it gets its legal number, entries, and is fixed from then on.</summary>
internal sealed class SalesPosting(CompanyBook book, SalesKind kind)
{
    /// <summary>Posts a draft.</summary>
    /// <exception cref="NavRefusalException">It cannot be posted as it is.</exception>
    public void Post(NavRecord document)
    {
        if (!SalesKind.IsDraft(document))
        {
            throw Refusals.Dialog($"The action can be applied to a draft {kind.Noun} only.");
        }

        NavRecord[] lines =
        [
            .. book.Parts(kind.Lines, "documentId", document.Id)
                .Where(x => !x.IsSame("lineType", "Comment"))
                .OrderBy(x => x.Whole("sequence")),
        ];
        Check(document, lines);
        var number = book.NextNumber(kind.PostedSeries, kind.FirstPosted);
        Enter(document, lines, number);
        var total = document.Amount("totalAmountIncludingTax");
        _ = document.Set("number", number).Set("status", total == 0m ? "Paid" : "Open");
        if (kind.IsInvoice)
        {
            _ = document.Set("remainingAmount", total);
        }
        else
        {
            Apply(document, total);
        }

        book.Save(document);
        Balances.Recompute(book, document.Text("billToCustomerId"));
    }

    private void Check(NavRecord document, NavRecord[] lines)
    {
        if (lines.Length == 0)
        {
            throw Refusals.Dialog("There is nothing to post.");
        }

        if (Array.Exists(lines, x => x.Has("lineObjectNumber") && x.Amount("quantity") == 0m))
        {
            throw Refusals.Dialog(
                "One or more document lines with a value in the No. field do not have a quantity specified."
            );
        }

        var customer = book.Find("customers", document.Text("billToCustomerId"))!;
        var number = customer.Text("number");
        if (customer.IsSame("blocked", "All") || customer.IsSame("blocked", "Invoice"))
        {
            throw Refusals.Dialog(
                $"You cannot post this type of document when Customer {number} is blocked with type {customer.Text("blocked")}."
            );
        }

        AllowedDates.Require(
            book,
            document.Date("postingDate"),
            AllowedDates.Header(kind, document)
        );
        if (document.Amount("totalAmountIncludingTax") < 0m)
        {
            throw Refusals.Dialog($"The total amount for the {kind.Noun} must be 0 or greater.");
        }

        Dimensions.RequireMandatory(book, document.Id, customer.Id, $"Customer {number}");
        foreach (var line in lines.Where(x => x.Has("itemId")))
        {
            Dimensions.RequireMandatory(
                book,
                line.Id,
                line.Text("itemId"),
                $"Item {line.Text("lineObjectNumber")}"
            );
        }
    }

    /// <summary>Receivable against what was sold and its tax, in the books' own currency.</summary>
    private void Enter(NavRecord document, NavRecord[] lines, string posted)
    {
        var setup = book.Setup;
        var currency = document.Text("currencyCode");
        var text = $"{kind.DocumentType} {posted}";
        var amounts = new List<(string, decimal, string, NavRecord?)>();
        foreach (var line in lines)
        {
            var net = Currencies.ToLocal(book, currency, line.Amount("netAmount"));
            var account = line.Has("accountId")
                ? line.Text("lineObjectNumber")
                : setup.Text(Ledger.Sales);
            amounts.Add((account, -kind.Sign * net, line.Text("description"), line));
        }

        var tax = Currencies.ToLocal(book, currency, document.Amount("totalTaxAmount"));
        amounts.Add((setup.Text(Ledger.TaxPayable), -kind.Sign * tax, text, null));
        amounts.Insert(
            0,
            (setup.Text(Ledger.Receivables), -amounts.Sum(x => x.Item2), text, document)
        );
        Ledger.Post(book, document.Date("postingDate"), kind.DocumentType, posted, amounts);
    }

    /// <summary>A credit memo takes what it can off the invoice that it is applied to.</summary>
    private void Apply(NavRecord credit, decimal total)
    {
        var invoice = credit.Has("invoiceId")
            ? book.Find("salesInvoices", credit.Text("invoiceId"))
            : null;
        var applied = invoice is null ? 0m : Math.Min(total, invoice.Amount("remainingAmount"));
        _ = credit
            .Set(Balances.CreditLeft, total - applied)
            .Set("status", total == applied ? "Paid" : "Open");
        if (invoice is not null && applied > 0m)
        {
            Balances.TakeOff(book, invoice, applied);
        }
    }
}

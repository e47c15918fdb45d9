namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Payments of customers that are recorded and not posted yet; receipts are negative.</summary>
internal sealed class PaymentRules : Rules
{
    public override void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        var journal = JournalLineRules.JournalOf(book, record, "customerPaymentJournals");
        _ = record.Set("journalDisplayName", journal.Text("displayName"));
        JournalLineRules.Number(book, record);
        if (!given.Contains("postingDate"))
        {
            _ = record.Set("postingDate", book.Today);
        }

        Complete(book, record, given);
        if (!record.Has("documentNumber"))
        {
            _ = record.Set("documentNumber", book.NextNumber("G"));
        }
    }

    public override void Modifying(
        CompanyBook book,
        NavRecord record,
        IReadOnlySet<string> given
    ) => Complete(book, record, given);

    private static void Complete(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        var customer = Pairs.Complete(
            book,
            record,
            given,
            ("customerId", "customerNumber"),
            ("customers", "number"),
            "The customer cannot be found.",
            "The customer values do not match to a specific Customer."
        );
        if (customer is not null && !record.Has("description"))
        {
            _ = record.Set("description", customer.Text("displayName"));
        }

        var invoice = Pairs.Complete(
            book,
            record,
            given,
            ("appliesToInvoiceId", "appliesToInvoiceNumber"),
            ("salesInvoices", "number"),
            "The invoice cannot be found."
        );
        if (invoice is not null && SalesKind.IsDraft(invoice))
        {
            throw Refusals.Dialog("The action can be applied to a posted invoice only.");
        }
    }
}

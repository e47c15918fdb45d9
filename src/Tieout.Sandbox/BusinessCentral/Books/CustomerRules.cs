namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Customers: their number, currency, terms and tax area.</summary>
internal sealed class CustomerRules : Rules
{
    public override void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        base.Inserting(book, record, given);
        Complete(book, record, given);
    }

    public override void Inserted(CompanyBook book, NavRecord record)
    {
        var details = book.New("customerFinancialDetails");
        _ = details.Set("number", record.Text("number")).Set("id", record.Id);
        _ = book.Add(new NavRecord(details.Resource, details.Stored with { Id = record.Id }));
    }

    public override void Modifying(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        base.Modifying(book, record, given);
        Complete(book, record, given);
    }

    public override void Deleting(CompanyBook book, NavRecord record)
    {
        if (SalesKind.All.Any(kind => book.Parts(kind.Documents, "customerId", record.Id).Any()))
        {
            // The wording is not documented [U].
            throw Refusals.Dialog(
                $"You cannot delete {record.Resource.Table} {record.Text("number")} because there is at least one sales document for it."
            );
        }
    }

    public override void Deleted(CompanyBook book, NavRecord record)
    {
        base.Deleted(book, record);
        if (book.Find("customerFinancialDetails", record.Id) is { } details)
        {
            book.Remove(details);
        }
    }

    private static void Complete(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        Currencies.Complete(book, record, given);
        Related(book, record, given, "paymentTermsId", "paymentTerms", "Payment Terms");
        if (given.Contains("taxAreaId"))
        {
            var area = Related(book, record, given, "taxAreaId", "taxAreas", "Tax Area");
            _ = record.Set("taxAreaDisplayName", area?.Text("displayName") ?? string.Empty);
        }
    }

    private static NavRecord? Related(
        CompanyBook book,
        NavRecord record,
        IReadOnlySet<string> given,
        string field,
        string set,
        string table
    )
    {
        if (!given.Contains(field) || !record.Has(field))
        {
            return null;
        }

        return book.Find(set, record.Text(field))
            ?? throw Refusals.Dialog($"The \"{field}\" does not match to a {table}.");
    }
}

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>A document's, line's or entry's values of dimensions; one of each dimension.</summary>
internal sealed class DimensionSetRules : Rules
{
    private static readonly Dictionary<string, string> Parents = new(StringComparer.Ordinal)
    {
        ["salesInvoices"] = "Sales Invoice",
        ["salesInvoiceLines"] = "Sales Invoice Line",
        ["salesCreditMemos"] = "Sales Credit Memo",
        ["salesCreditMemoLines"] = "Sales Credit Memo Line",
        ["journalLines"] = "Journal Line",
        ["customerPayments"] = "Journal Line",
        ["timeRegistrationEntries"] = "Time Registration Entry",
        ["generalLedgerEntries"] = "General Ledger Entry",
    };

    public override void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        SetParent(book, record);
        Complete(book, record);
        var code = record.Text("code");
        if (
            book.Parts("dimensionSetLines", "parentId", record.Text("parentId"))
                .Any(x => x.IsSame("code", code))
        )
        {
            throw Refusals.SameKey(record.Resource, code);
        }
    }

    public override void Modifying(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        RequireOpen(book, record);
        if (given.Contains("valueCode") && !given.Contains("valueId"))
        {
            _ = record.Set("valueId", NavRecord.NoId);
        }

        Complete(book, record);
    }

    public override void Deleting(CompanyBook book, NavRecord record) => RequireOpen(book, record);

    private static void SetParent(CompanyBook book, NavRecord record)
    {
        foreach (var (set, type) in Parents)
        {
            if (book.Find(set, record.Text("parentId")) is not null)
            {
                _ = record.Set("parentType", type);
                RequireOpen(book, record);
                return;
            }
        }

        // The wording is not documented [U].
        throw Refusals.Dialog("You must specify a parentId to insert a dimension set line.");
    }

    private static void RequireOpen(CompanyBook book, NavRecord record)
    {
        var parentId = record.Text("parentId");
        var isFixed = SalesKind.All.Any(kind =>
        {
            var documentId = book.Find(kind.Lines, parentId)?.Text("documentId") ?? parentId;
            return book.Find(kind.Documents, documentId) is { } document
                && !SalesKind.IsDraft(document);
        });
        if (isFixed || book.Find("generalLedgerEntries", parentId) is not null)
        {
            throw Refusals.Dialog("The dimensions of a posted document cannot be changed.");
        }
    }

    private static void Complete(CompanyBook book, NavRecord record)
    {
        var code = record.Text("code");
        var dimension =
            book.By("dimensions", "code", code)
            ?? throw Refusals.Dialog("Dimension does not exist.");
        var value = record.Has("valueId")
            ? book.Find("dimensionValues", record.Text("valueId"))
            : book.Parts("dimensionValues", "dimensionId", dimension.Id)
                .FirstOrDefault(x => x.IsSame("code", record.Text("valueCode")));
        if (value?.IsSame("dimensionId", dimension.Id) is not true)
        {
            throw Refusals.Dialog("Dimension Value does not exist.");
        }

        _ = record
            .Set("code", dimension.Text("code"))
            .Set("displayName", dimension.Text("displayName"))
            .Set("consolidationCode", dimension.Text("consolidationCode"))
            .Set("valueId", value.Id)
            .Set("valueCode", value.Text("code"))
            .Set("valueConsolidationCode", value.Text("consolidationCode"))
            .Set("valueDisplayName", value.Text("displayName"));
    }
}

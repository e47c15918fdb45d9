using Tieout.Domain.Amounts;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Lines of sales documents.</summary>
internal sealed class SalesLineRules(SalesKind kind) : Rules
{
    private const int Step = 10_000;

    public override void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        var document = RequireDraft(book, record);
        if (record.Has("itemId") && record.Has("accountId"))
        {
            throw Refusals.Dialog(
                "Both \"itemId\" and \"accountId\" are specified. Specify only one of them."
            );
        }

        if (!given.Contains("lineType"))
        {
            var type =
                record.Has("itemId") ? "Item"
                : record.Has("accountId") ? "Account"
                : record.Has("lineObjectNumber") ? "Item"
                : "Comment";
            _ = record.Set("lineType", type);
        }

        if (record.Whole("sequence") == 0)
        {
            var last = book.LastSequence(kind.Lines, document.Id);
            _ = record.Set("sequence", last + Step);
        }

        book.RememberSequence(document.Id, record.Whole("sequence"));
        SetObject(book, record, given, isNew: true);
    }

    public override void Inserted(CompanyBook book, NavRecord record)
    {
        if (record.Has("itemId"))
        {
            Dimensions.CopyDefaults(book, record, $"{kind.ParentType} Line", record.Text("itemId"));
        }

        book.Unsettle(record.Text("documentId"));
    }

    public override void Modifying(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        _ = RequireDraft(book, record);
        if (given.Contains("documentId"))
        {
            throw Refusals.Dialog("The value for \"documentId\" cannot be modified.");
        }

        if (given.Contains("sequence"))
        {
            throw Refusals.Dialog(
                "The value for \"sequence\" cannot be modified. Delete and insert the line again."
            );
        }

        SetObject(book, record, given, isNew: false);
    }

    public override void Modified(CompanyBook book, NavRecord record) =>
        book.Unsettle(record.Text("documentId"));

    public override void Deleting(CompanyBook book, NavRecord record) =>
        _ = RequireDraft(book, record);

    public override void Deleted(CompanyBook book, NavRecord record)
    {
        base.Deleted(book, record);
        book.Unsettle(record.Text("documentId"));
    }

    private NavRecord RequireDraft(CompanyBook book, NavRecord record)
    {
        if (!record.Has("documentId"))
        {
            throw Refusals.Dialog("You must specify an Id or a Document Id to get the lines.");
        }

        var document =
            book.Find(kind.Documents, record.Text("documentId"))
            ?? throw Refusals.Dialog($"The {kind.Noun} cannot be found.");
        return SalesKind.IsDraft(document)
            ? document
            : throw Refusals.Dialog($"The action can be applied to a draft {kind.Noun} only.");
    }

    private static void SetObject(
        CompanyBook book,
        NavRecord record,
        IReadOnlySet<string> given,
        bool isNew
    )
    {
        switch (record.Text("lineType"))
        {
            case "Item":
                SetItem(book, record, given, isNew);
                break;
            case "Account":
                SetAccount(book, record, given, isNew);
                break;
            case "Comment":
                return;
            default:
                // Resources, fixed assets and charges are not served.
                throw Refusals.NotRelated(
                    record.Resource,
                    "No.",
                    record.Text("lineObjectNumber"),
                    record.Text("lineType")
                );
        }

        if (record.Has("taxCode") && book.By("taxGroups", "code", record.Text("taxCode")) is null)
        {
            throw Refusals.NotRelated(
                record.Resource,
                "Tax Group Code",
                record.Text("taxCode"),
                "Tax Group"
            );
        }

        SetDiscount(book, record, given);
    }

    private static void SetItem(
        CompanyBook book,
        NavRecord record,
        IReadOnlySet<string> given,
        bool isNew
    )
    {
        var item = Pairs.Complete(
            book,
            record,
            given,
            ("itemId", "lineObjectNumber"),
            ("items", "number"),
            "Item does not exist."
        );
        if (item is null)
        {
            return;
        }

        if (item.Is("blocked"))
        {
            throw Refusals.Dialog(
                $"Blocked must be equal to 'No'  in Item: No.={item.Text("number")}. Current value is 'Yes'."
            );
        }

        _ = record.Set("accountId", NavRecord.NoId);
        if (isNew || given.Contains("itemId") || given.Contains("lineObjectNumber"))
        {
            Default(record, given, "description", item.Text("displayName"));
            Default(record, given, "taxCode", item.Text("taxGroupCode"));
            Default(record, given, "unitOfMeasureId", item.Text("baseUnitOfMeasureId"));
            Default(record, given, "unitOfMeasureCode", item.Text("baseUnitOfMeasureCode"));
            if (!given.Contains("unitPrice"))
            {
                _ = record.Set("unitPrice", item.Amount("unitPrice"));
            }
        }
    }

    private static void SetAccount(
        CompanyBook book,
        NavRecord record,
        IReadOnlySet<string> given,
        bool isNew
    )
    {
        var account = Pairs.Complete(
            book,
            record,
            given,
            ("accountId", "lineObjectNumber"),
            ("accounts", "number"),
            "Account does not exist."
        );
        if (account is null)
        {
            return;
        }

        Ledger.RequirePostable(account, isDirect: true);
        _ = record.Set("itemId", NavRecord.NoId);
        if (isNew || given.Contains("accountId") || given.Contains("lineObjectNumber"))
        {
            Default(record, given, "description", account.Text("displayName"));
            Default(record, given, "taxCode", account.Text(Seeds.AccountTax));
        }
    }

    private static void SetDiscount(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        var gross = record.Amount("quantity") * record.Amount("unitPrice");
        if (given.Contains("discountPercent") || !given.Contains("discountAmount"))
        {
            var discount = gross * record.Amount("discountPercent") / 100m;
            _ = record.Set("discountAmount", book.Round(discount, string.Empty));
        }
        else if (gross != 0m)
        {
            var percent = record.Amount("discountAmount") / gross * 100m;
            _ = record.Set("discountPercent", percent.RoundTo(5));
        }
    }

    private static void Default(
        NavRecord record,
        IReadOnlySet<string> given,
        string field,
        string value
    )
    {
        if (!given.Contains(field))
        {
            _ = record.Set(field, value);
        }
    }
}

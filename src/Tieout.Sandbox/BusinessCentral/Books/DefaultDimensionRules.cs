namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>The values that documents of a customer or lines of an item begin with.</summary>
internal sealed class DefaultDimensionRules : Rules
{
    public override void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        foreach (
            var (set, type) in new[]
            {
                ("customers", "Customer"),
                ("items", "Item"),
                ("employees", "Employee"),
            }
        )
        {
            if (book.Find(set, record.Text("parentId")) is not null)
            {
                _ = record.Set("parentType", type);
            }
        }

        if (record.IsSame("parentType", " "))
        {
            // The wording is not documented [U].
            throw Refusals.Dialog("The \"parentId\" does not match to a record.");
        }

        Complete(book, record, given);
        if (
            book.Parts("defaultDimensions", "parentId", record.Text("parentId"))
                .Any(x => x.IsSame("dimensionId", record.Text("dimensionId")))
        )
        {
            throw Refusals.SameKey(record.Resource, record.Text("dimensionCode"));
        }
    }

    public override void Modifying(
        CompanyBook book,
        NavRecord record,
        IReadOnlySet<string> given
    ) => Complete(book, record, given);

    private static void Complete(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        var dimension = Pairs.Complete(
            book,
            record,
            given,
            ("dimensionId", "dimensionCode"),
            ("dimensions", "code"),
            "The dimension cannot be found."
        );
        if (dimension is null)
        {
            throw Refusals.Dialog("The dimension cannot be found.");
        }

        if (given.Contains("dimensionValueCode") && !given.Contains("dimensionValueId"))
        {
            var code = record.Text("dimensionValueCode");
            var found = book.Parts("dimensionValues", "dimensionId", dimension.Id)
                .FirstOrDefault(x => x.IsSame("code", code));
            _ = record.Set(
                "dimensionValueId",
                found?.Id ?? throw Refusals.Dialog("The dimension value cannot be found.")
            );
        }

        if (!record.Has("dimensionValueId"))
        {
            return;
        }

        var value = book.Find("dimensionValues", record.Text("dimensionValueId"));
        if (value?.IsSame("dimensionId", dimension.Id) is not true)
        {
            throw Refusals.Dialog("The dimension value cannot be found.");
        }

        _ = record.Set("dimensionValueCode", value.Text("code"));
    }
}

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>What documents, lines and entries are analysed by.</summary>
internal static class Dimensions
{
    private const string Lines = "dimensionSetLines";
    private const string Defaults = "defaultDimensions";

    /// <summary>A new document or line begins with the values of its customer or item.</summary>
    public static void CopyDefaults(
        CompanyBook book,
        NavRecord record,
        string parentType,
        string masterId
    )
    {
        foreach (
            var preset in book.Parts(Defaults, "parentId", masterId)
                .Where(x => x.Has("dimensionValueId"))
        )
        {
            Add(
                book,
                record.Id,
                parentType,
                preset.Text("dimensionCode"),
                preset.Text("dimensionValueId")
            );
        }
    }

    public static void Copy(CompanyBook book, string fromId, string toId, string parentType)
    {
        foreach (var line in book.Parts(Lines, "parentId", fromId).ToList())
        {
            Add(book, toId, parentType, line.Text("code"), line.Text("valueId"));
        }
    }

    /// <summary>Checks what a customer or item demands of a document or line.</summary>
    /// <exception cref="NavRefusalException">A dimension that the customer or item demands has no value.</exception>
    public static void RequireMandatory(
        CompanyBook book,
        string recordId,
        string masterId,
        string masterName
    )
    {
        foreach (
            var rule in book.Parts(Defaults, "parentId", masterId)
                .Where(x =>
                    x.IsSame("postingValidation", "Code Mandatory")
                    || x.IsSame("postingValidation", "Same Code")
                )
        )
        {
            var set = book.Parts(Lines, "parentId", recordId)
                .FirstOrDefault(x => x.IsSame("code", rule.Text("dimensionCode")));
            if (set is null)
            {
                throw Refusals.Dialog(
                    $"Select a Dimension Value Code for the Dimension Code {rule.Text("dimensionCode")} for {masterName}."
                );
            }

            if (
                rule.IsSame("postingValidation", "Same Code")
                && !set.IsSame("valueCode", rule.Text("dimensionValueCode"))
            )
            {
                throw Refusals.Dialog(
                    $"The Dimension Value Code must be {rule.Text("dimensionValueCode")} for the Dimension Code {rule.Text("dimensionCode")} for {masterName}."
                );
            }
        }
    }

    private static void Add(
        CompanyBook book,
        string parentId,
        string parentType,
        string code,
        string valueId
    )
    {
        var dimension = book.By("dimensions", "code", code)!;
        var value = book.Find("dimensionValues", valueId)!;
        var line = book.New(Lines);
        _ = line.Set("code", dimension.Text("code"))
            .Set("displayName", dimension.Text("displayName"))
            .Set("consolidationCode", dimension.Text("consolidationCode"))
            .Set("parentId", parentId)
            .Set("parentType", parentType)
            .Set("valueId", value.Id)
            .Set("valueCode", value.Text("code"))
            .Set("valueDisplayName", value.Text("displayName"));
        _ = book.Add(line);
    }
}

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>
/// The books' own currency is an empty code inside and told by its name; its id is empty then.
/// </summary>
internal static class Currencies
{
    /// <summary>What one unit of a currency is worth in the books' own.</summary>
    public const string Rate = "~rate";

    public static void Complete(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        if (
            record.IsSame("currencyCode", book.LocalCurrency)
            && !(given.Contains("currencyId") && record.Has("currencyId"))
        )
        {
            _ = record.Set("currencyId", NavRecord.NoId);
            return;
        }

        _ = Pairs.Complete(
            book,
            record,
            given,
            ("currencyId", "currencyCode"),
            ("currencies", "code"),
            given.Contains("currencyId") && record.Has("currencyId")
                ? "The \"currencyId\" does not match to a Currency."
                : "The \"currencyCode\" does not match to a Currency.",
            "The currency values do not match to a specific Currency."
        );
        if (!record.Has("currencyCode"))
        {
            _ = record.Set("currencyCode", book.LocalCurrency);
        }
    }

    /// <summary>An amount of a document in the books' own currency.</summary>
    public static decimal ToLocal(CompanyBook book, string code, decimal amount) =>
        string.Equals(code, book.LocalCurrency, StringComparison.Ordinal)
        || book.By("currencies", "code", code) is not { } currency
            ? amount
            : book.Round(amount * currency.Amount(Rate), book.LocalCurrency);
}

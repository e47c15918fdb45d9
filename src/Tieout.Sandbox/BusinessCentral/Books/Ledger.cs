namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Writes entries of the general ledger; each call's entries balance.</summary>
internal static class Ledger
{
    /// <summary>Posting groups, kept with the setup: who owes, taxes owed, and the bank.</summary>
    public const string Receivables = "~receivables";
    public const string TaxPayable = "~taxPayable";
    public const string Bank = "~bank";
    public const string Sales = "~sales";

    /// <summary>Lets an account that may be posted to pass.</summary>
    /// <exception cref="NavRefusalException">Nothing may be posted to it.</exception>
    public static void RequirePostable(NavRecord account, bool isDirect)
    {
        var number = account.Text("number");
        if (!account.IsSame("accountType", "Posting"))
        {
            throw Refusals.Dialog(
                $"Account Type must be equal to 'Posting'  in G/L Account: No.={number}. Current value is '{account.Text("accountType")}'."
            );
        }

        if (account.Is("blocked"))
        {
            throw Refusals.Dialog(
                $"Blocked must be equal to 'No'  in G/L Account: No.={number}. Current value is 'Yes'."
            );
        }

        if (isDirect && !account.Is("directPosting"))
        {
            throw Refusals.Dialog(
                $"Direct Posting must be equal to 'Yes'  in G/L Account: No.={number}. Current value is 'No'."
            );
        }
    }

    /// <summary>Posts amounts in the books' own currency; debits are positive.</summary>
    /// <param name="documentType">A word of the entries' choice.</param>
    /// <param name="amounts">By account number, with the record whose dimensions they carry.</param>
    public static void Post(
        CompanyBook book,
        DateOnly date,
        string documentType,
        string documentNumber,
        IReadOnlyList<(string Account, decimal Amount, string Text, NavRecord? Analysed)> amounts
    )
    {
        foreach (var (number, amount, text, analysed) in amounts.Where(x => x.Amount != 0m))
        {
            var account =
                book.By("accounts", "number", number)
                ?? throw Refusals.Dialog(
                    $"The G/L Account does not exist. Identification fields and values: No.='{number}'"
                );
            var entry = book.New("generalLedgerEntries");
            _ = entry
                .Set("entryNumber", book.NextEntry())
                .Set("postingDate", date)
                .Set("documentType", documentType)
                .Set("documentNumber", documentNumber)
                .Set("accountId", account.Id)
                .Set("accountNumber", number)
                .Set("description", text.Length <= 100 ? text : text[..100])
                .Set("debitAmount", Math.Max(amount, 0m))
                .Set("creditAmount", Math.Max(-amount, 0m));
            entry = book.Add(entry);
            _ = account.Set("netChange", account.Amount("netChange") + amount);
            book.SaveComputed(account);
            if (analysed is not null)
            {
                Dimensions.Copy(book, analysed.Id, entry.Id, "General Ledger Entry");
            }
        }
    }
}

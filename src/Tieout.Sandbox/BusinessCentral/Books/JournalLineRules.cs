namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Lines of general journals.</summary>
internal sealed class JournalLineRules : Rules
{
    private const int Step = 10_000;

    public override void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        var journal = JournalOf(book, record, "journals");
        _ = record.Set("journalDisplayName", journal.Text("displayName"));
        Number(book, record);
        if (!given.Contains("postingDate"))
        {
            _ = record.Set("postingDate", book.Today);
        }

        if (!given.Contains("balancingAccountId") && !given.Contains("balancingAccountNumber"))
        {
            _ = record
                .Set("balancingAccountId", journal.Text("balancingAccountId"))
                .Set("balancingAccountNumber", journal.Text("balancingAccountNumber"));
        }

        Complete(book, record, given);
    }

    public override void Modifying(
        CompanyBook book,
        NavRecord record,
        IReadOnlySet<string> given
    ) => Complete(book, record, given);

    /// <summary>The batch that a line belongs to.</summary>
    public static NavRecord JournalOf(CompanyBook book, NavRecord record, string set) =>
        record.Has("journalId") && book.Find(set, record.Text("journalId")) is { } journal
            ? journal
            // The wording is not documented [U].
            : throw Refusals.Dialog("You must specify a journal ID to insert a journal line.");

    public static void Number(CompanyBook book, NavRecord record)
    {
        if (record.Whole("lineNumber") == 0)
        {
            var last = book.Parts(record.Resource.Set, "journalId", record.Text("journalId"))
                .Select(x => x.Whole("lineNumber"))
                .DefaultIfEmpty()
                .Max();
            _ = record.Set("lineNumber", last + Step);
        }
    }

    private static void Complete(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        var account = record.Text("accountType") switch
        {
            "G/L Account" => Pairs.Complete(
                book,
                record,
                given,
                ("accountId", "accountNumber"),
                ("accounts", "number"),
                "The account cannot be found."
            ),
            "Customer" => Pairs.Complete(
                book,
                record,
                given,
                ("accountId", "accountNumber"),
                ("customers", "number"),
                "The customer cannot be found."
            ),
            var other => throw Refusals.Dialog($"The {other} cannot be found."),
        };
        _ = Pairs.Complete(
            book,
            record,
            given,
            ("balancingAccountId", "balancingAccountNumber"),
            ("accounts", "number"),
            "The balancing account cannot be found."
        );
        if (account is not null && !record.Has("description"))
        {
            _ = record.Set("description", account.Text("displayName"));
        }

        if (account is not null && record.IsSame("accountType", "G/L Account"))
        {
            Ledger.RequirePostable(account, isDirect: true);
        }
    }
}

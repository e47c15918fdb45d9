using System.Globalization;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Posts the lines of a general journal and empties it.</summary>
internal static class JournalPosting
{
    public static void Post(CompanyBook book, NavRecord journal, string template)
    {
        NavRecord[] lines =
        [
            .. book.Parts("journalLines", "journalId", journal.Id)
                .Where(x => x.Amount("amount") != 0m)
                .OrderBy(x => x.Whole("lineNumber")),
        ];
        if (lines.Length == 0)
        {
            throw Refusals.Dialog("There is nothing to post.");
        }

        foreach (var line in lines)
        {
            Check(book, journal, line, template);
        }

        var documents = lines.GroupBy(x =>
            (Number: x.Text("documentNumber"), Day: x.Date("postingDate"))
        );
        foreach (var document in documents)
        {
            var open = document
                .Where(x => !x.Has("balancingAccountNumber"))
                .Sum(x => x.Amount("amount"));
            if (open != 0m)
            {
                throw Refusals.Dialog(
                    $"Document No. {document.Key.Number} is out of balance by {open.ToString(CultureInfo.InvariantCulture)}. Please check that Posting Date, Document Type, Document No. and Amount are correct for each line."
                );
            }

            Ledger.Post(
                book,
                document.Key.Day,
                " ",
                document.Key.Number,
                [.. document.SelectMany(x => Amounts(book, x))]
            );
        }

        foreach (var line in book.Parts("journalLines", "journalId", journal.Id).ToList())
        {
            book.Remove(line);
        }
    }

    private static void Check(CompanyBook book, NavRecord journal, NavRecord line, string template)
    {
        var place = AllowedDates.Line(template, journal.Text("code"), line);
        if (!line.Has("accountNumber"))
        {
            throw Refusals.Dialog(
                $"Account No. must have a value in {place}. It cannot be zero or empty."
            );
        }

        if (!line.Has("documentNumber"))
        {
            throw Refusals.Dialog(
                $"Document No. must have a value in {place}. It cannot be zero or empty."
            );
        }

        AllowedDates.Require(book, line.Date("postingDate"), place);
    }

    private static IEnumerable<(string, decimal, string, NavRecord?)> Amounts(
        CompanyBook book,
        NavRecord line
    )
    {
        var amount = line.Amount("amount");
        var account = line.IsSame("accountType", "Customer")
            ? book.Setup.Text(Ledger.Receivables)
            : line.Text("accountNumber");
        yield return (account, amount, line.Text("description"), line);
        if (line.Has("balancingAccountNumber"))
        {
            yield return (
                line.Text("balancingAccountNumber"),
                -amount,
                line.Text("description"),
                line
            );
        }
    }
}

using System.Globalization;
using CsvHelper;
using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.Intercompany;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Reconciliation.Rows;

namespace Tieout.Runtime.Reconciliation.Journals;

/// <summary>Entries between companies as CSV for the import of a ledger: one row for each line.</summary>
public static class IntercompanyCsv
{
    private static readonly string[] Columns =
    [
        "id",
        "event",
        "date",
        "service_date",
        "legal_entity",
        "account_role",
        "account",
        "currency",
        "debit",
        "credit",
        "lender",
        "borrower",
        "contract",
        "project",
        "role",
        "hours",
        "dimensions",
    ];

    /// <summary>Writes the entries in their order, the lines of one below each other.</summary>
    /// <param name="output">Gets the text.</param>
    /// <param name="postings">By accounting date; all their accounts are mapped.</param>
    /// <param name="reference">Knows the accounts.</param>
    /// <param name="follows">Behind each id: unique for each booking; empty for the first.</param>
    public static void Write(
        TextWriter output,
        IReadOnlyList<IntercompanyPosting> postings,
        ReferenceBook reference,
        string follows
    )
    {
        using var csv = CsvWriter.Create(output, CsvWriterOptions.Default, leaveOpen: true);
        WriteRow(csv, Columns);
        foreach (var posting in postings)
        {
            var time = posting.Time;
            foreach (var line in posting.Entry.Lines)
            {
                WriteRow(
                    csv,
                    [
                        posting.Id + follows,
                        time.EventId,
                        LocalDatePattern.Iso.Format(posting.Date),
                        LocalDatePattern.Iso.Format(time.Date),
                        line.LegalEntity.Value,
                        StoredNames.Of(line.Account),
                        reference.AccountOf(line.LegalEntity, line.Account)!,
                        line.Debit.Currency.Code,
                        Plain(line.Debit),
                        Plain(line.Credit),
                        time.Lender.Value,
                        time.Borrower.Value,
                        time.Engagement.Value,
                        time.Project.Value,
                        time.Role ?? string.Empty,
                        time.Effort.Hours.ToString("0.####", CultureInfo.InvariantCulture),
                        StoredUnits.Text(line.Dimensions) ?? string.Empty,
                    ]
                );
            }
        }
    }

    private static void WriteRow(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.EndRecord();
    }

    /// <summary>With all decimals of the currency.</summary>
    private static string Plain(Money money) =>
        money.Amount.ToString(
            string.Create(CultureInfo.InvariantCulture, $"F{money.Currency.MinorUnitDigits}"),
            CultureInfo.InvariantCulture
        );
}

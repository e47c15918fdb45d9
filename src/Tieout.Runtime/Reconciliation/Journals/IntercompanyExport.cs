using System.Globalization;
using NodaTime.Text;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Intercompany;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Reconciliation.Rows;

namespace Tieout.Runtime.Reconciliation.Journals;

/// <summary>Entries between companies as plain-text accounting: one for each event, with both sides.</summary>
/// <remarks>
/// Every account and commodity is declared and transactions are ordered by date. It may be appended to
/// an exported journal, or included: the names of accounts are the same in both.
/// </remarks>
public static class IntercompanyExport
{
    /// <summary>Writes the entries in their order.</summary>
    /// <param name="output">Gets the text.</param>
    /// <param name="postings">By accounting date; all their accounts are mapped.</param>
    /// <param name="reference">Knows the accounts.</param>
    /// <param name="follows">Behind each id: unique for each booking; empty for the first.</param>
    /// <param name="mark">What the next booking follows.</param>
    public static async Task WriteAsync(
        TextWriter output,
        IReadOnlyList<IntercompanyPosting> postings,
        ReferenceBook reference,
        string follows,
        string mark
    )
    {
        await output.WriteLineAsync(
            $"; Between companies: time of people of one for contracts of another. Booked: {mark}"
        );
        var lines = postings.SelectMany(x => x.Entry.Lines).ToList();
        await JournalText.DeclareAsync(
            output,
            lines.Select(x => (NameOf(x.LegalEntity, x.Account), StoredNames.Of(x.Account))),
            lines.Select(x => x.Debit.Currency)
        );
        // At a price and a cost of zero there is nothing to book.
        foreach (var posting in postings.Where(x => x.Entry.Lines.Count > 0))
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync(Heading(posting, follows));
            foreach (var line in posting.Entry.Lines)
            {
                await output.WriteLineAsync(
                    $"    {NameOf(line.LegalEntity, line.Account)}  "
                        + JournalText.Amount(line.Debit - line.Credit)
                        + JournalText.Tags(StoredUnits.Text(line.Dimensions))
                );
            }
        }

        string NameOf(LegalEntityCode entity, AccountRole role) =>
            JournalText.Account(entity.Value, reference.AccountOf(entity, role)!);
    }

    private static string Heading(IntercompanyPosting posting, string follows)
    {
        var time = posting.Time;
        var what = posting.IsReversal ? "reversal of time" : "time";
        var role = time.Role is { } some ? $"role: {JournalText.Plain(some, ",")}, " : string.Empty;
        return $"{LocalDatePattern.Iso.Format(posting.Date)} "
            + $"({JournalText.Plain(posting.Id + follows, "()")}) "
            + JournalText.Plain($"{what} of {time.Lender} for {time.Borrower}", ";|")
            + $"  ; event: {JournalText.Plain(time.EventId, ",")}, "
            + $"engagement: {JournalText.Plain(time.Engagement.Value, ",")}, "
            + $"project: {JournalText.Plain(time.Project.Value, ",")}, {role}"
            + string.Create(CultureInfo.InvariantCulture, $"hours: {time.Effort.Hours:0.####}, ")
            + $"kind: {(posting.IsReversal ? "intercompany-reversal" : "intercompany")}";
    }
}

using NodaTime.Text;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.Revenue;
using Tieout.Runtime.Reconciliation.Rows;

namespace Tieout.Runtime.Reconciliation.Journals;

/// <summary>The entries of a month end as plain-text accounting, beside the hub's own journal.</summary>
/// <remarks>
/// Every account and commodity is declared and transactions are ordered by date. It may be appended to
/// an exported journal, or included: the names of accounts are the same in both.
/// </remarks>
public static class MonthEndExport
{
    /// <summary>Writes the entries in their order.</summary>
    /// <param name="output">Gets the text.</param>
    /// <param name="entries">Of one month.</param>
    /// <param name="reference">Knows the accounts; one that is not mapped goes by the name of its role.</param>
    public static async Task WriteAsync(
        TextWriter output,
        IReadOnlyList<MonthEndEntry> entries,
        ReferenceBook reference
    )
    {
        await output.WriteLineAsync("; Month end: earned and not billed, billed and not earned.");
        var lines = entries.SelectMany(x => x.Entry.Lines).ToList();
        await JournalText.DeclareAsync(
            output,
            lines.Select(x => (NameOf(x.LegalEntity, x.Account), StoredNames.Of(x.Account))),
            lines.Select(x => x.Debit.Currency)
        );
        foreach (var entry in entries)
        {
            var engagement = JournalText.Plain(entry.Engagement.Value, "();|,");
            var kind = entry.IsReversal ? "month-end-reversal" : "month-end";
            await output.WriteLineAsync();
            await output.WriteLineAsync(
                $"{LocalDatePattern.Iso.Format(entry.Date)} ({engagement}) "
                    + $"{(entry.IsReversal ? "reversal of " : string.Empty)}month end "
                    + $"{entry.Month.Year:D4}-{entry.Month.Month:D2} of {engagement}  ; "
                    + $"engagement: {engagement}, kind: {kind}"
            );
            foreach (var line in entry.Entry.Lines)
            {
                await output.WriteLineAsync(
                    $"    {NameOf(line.LegalEntity, line.Account)}  "
                        + JournalText.Amount(line.Debit - line.Credit)
                        + JournalText.Tags(StoredUnits.Text(line.Dimensions))
                );
            }
        }

        string NameOf(LegalEntityCode entity, AccountRole role) =>
            JournalText.Account(
                entity.Value,
                reference.AccountOf(entity, role) ?? StoredNames.Of(role)
            );
    }
}

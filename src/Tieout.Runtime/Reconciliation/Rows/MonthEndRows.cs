using System.Diagnostics;
using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.Storage.GroupCommit;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>Journals of month ends: what was sent to a ledger, and what became of it.</summary>
internal static class MonthEndRows
{
    private static readonly RowStatement Send = ReadTables.MonthEnd.Upsert();
    private static readonly RowStatement AddLine = ReadTables.MonthEndLine.Upsert();

    /// <summary>What was refused is sent again under its reference, with other lines.</summary>
    private static readonly RowStatement Clear = new(
        "DELETE FROM month_end_line WHERE target = @target AND reference = @reference"
    );

    private static readonly RowStatement Settle = new(
        "UPDATE month_end SET outcome = @outcome WHERE target = @target AND reference = @reference"
    );

    private static readonly RowStatement Post = new(
        "UPDATE month_end SET outcome = 'posted', number = @number, external_id = @external_id "
            + "WHERE target = @target AND reference = @reference"
    );

    public static void Happened(IRowWriter rows, EventPlace at, LaneEvent happened)
    {
        switch (happened)
        {
            case LaneEvent.JournalAttempted e:
                Sent(rows, at, e);
                break;
            case LaneEvent.JournalSettled e:
                rows.Run(Settle, e.Outcome, at.Key, e.Reference);
                break;
            case LaneEvent.JournalPosted e:
                rows.Run(Post, e.Number, e.ExternalId, at.Key, e.Reference);
                break;
            default:
                throw new UnreachableException(happened.GetType().Name);
        }
    }

    private static void Sent(IRowWriter rows, EventPlace at, LaneEvent.JournalAttempted sent)
    {
        string? none = null;
        var journal = sent.Journal;
        rows.Run(
            Send,
            at.Key,
            journal.Reference,
            journal.LegalEntity.Value,
            YearMonthPattern.Iso.Format(journal.Month),
            StoredUnits.Text(journal.Date),
            journal.IsReversal,
            journal.Currency.Code,
            StoredUnits.Minor(journal.Total),
            journal.By,
            at.Sequence,
            StoreTime.ToMicroseconds(sent.At),
            none,
            none,
            none
        );
        rows.Run(Clear, at.Key, journal.Reference);
        var zero = Money.Zero(journal.Currency);
        for (var i = 0; i < journal.Lines.Count; i++)
        {
            var line = journal.Lines[i];
            var isDebit = line.Amount.Amount > 0m;
            rows.Run(
                AddLine,
                at.Key,
                journal.Reference,
                i + 1L,
                line.Engagement.Value,
                line.Account,
                StoredUnits.Minor(isDebit ? line.Amount : zero),
                StoredUnits.Minor(isDebit ? zero : -line.Amount),
                StoredUnits.Text(line.Dimensions)
            );
        }
    }
}

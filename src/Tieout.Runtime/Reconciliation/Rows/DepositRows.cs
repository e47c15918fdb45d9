using Tieout.Domain.Invoicing.Journals;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>The ledger entries of money that no invoice asked for; in place of a document stands its identity.</summary>
internal static class DepositRows
{
    /// <summary>
    /// Takes back what the version before this one did, on the day it was said to have arrived; nothing
    /// when there is none, or when it has been taken back.
    /// </summary>
    private static readonly RowStatement Reverse = new(
        $"INSERT INTO journal ({ReadTables.Journal.Names}) "
            + "SELECT @seq, -j.position, 'deposit-change', j.document, j.payment, j.engagement, "
            + "j.legal_entity, j.entry_date, j.account_role, j.account, j.currency, j.credit, "
            + "j.debit, NULL FROM journal j WHERE j.document = @document AND j.kind = 'deposit' "
            + "AND j.seq = (SELECT MAX(k.seq) FROM journal k "
            + "WHERE k.document = @document AND k.kind = 'deposit') "
            + "AND (CASE j.position WHEN 1 THEN j.debit - j.credit ELSE j.credit - j.debit END <> @amount "
            + "OR j.entry_date <> @entry_date) "
            + "AND NOT EXISTS (SELECT 1 FROM journal c WHERE c.document = @document "
            + "AND c.kind = 'deposit-change' AND c.seq > j.seq)"
    );

    private static readonly RowStatement Line = new(
        $"INSERT INTO journal ({ReadTables.Journal.Names}) "
            + "SELECT @seq, p.position, 'deposit', p.document, p.payment, p.engagement, p.legal_entity, "
            + "p.entry_date, p.account_role, COALESCE((SELECT a.account FROM account a "
            + "WHERE a.legal_entity = p.legal_entity AND a.role = p.account_role), p.account_role), "
            + "p.currency, p.debit, p.credit, NULL FROM (SELECT CAST(@position AS bigint) AS position, "
            + "CAST(@document AS text) AS document, CAST(@payment AS text) AS payment, CAST(@engagement AS text) AS engagement, "
            + "CAST(@legal_entity AS text) AS legal_entity, CAST(@entry_date AS text) AS entry_date, "
            + "CAST(@account_role AS text) AS account_role, CAST(@currency AS text) AS currency, "
            + "CAST(@debit AS bigint) AS debit, CAST(@credit AS bigint) AS credit) p "
            + "WHERE NOT EXISTS (SELECT 1 FROM journal k WHERE k.document = p.document "
            + "AND k.kind = 'deposit' AND k.position = p.position AND k.debit = p.debit "
            + "AND k.credit = p.credit AND k.entry_date = p.entry_date AND NOT EXISTS "
            + "(SELECT 1 FROM journal c WHERE c.document = p.document "
            + "AND c.kind = 'deposit-change' AND c.seq > k.seq))"
    );

    public static void Received(
        IRowWriter rows,
        EventPlace at,
        EngagementEvent.DepositRecorded received
    )
    {
        var deposit = received.Deposit;
        rows.Run(
            Reverse,
            at.Sequence,
            deposit.Identity,
            StoredUnits.Minor(deposit.Amount),
            StoredUnits.Text(deposit.ValueDate)
        );
        var posting = new PostingEvent.DepositReceived(received.LegalEntity, deposit.Amount);
        var position = 0L;
        foreach (var line in PostingRules.EntryFor(posting, AccrualRelease.Clear).Lines)
        {
            rows.Run(
                Line,
                at.Sequence,
                ++position,
                deposit.Identity,
                deposit.Id,
                deposit.Engagement.Value,
                received.LegalEntity.Value,
                StoredUnits.Text(deposit.ValueDate),
                StoredNames.Of(line.Account),
                deposit.Amount.Currency.Code,
                StoredUnits.Minor(line.Debit),
                StoredUnits.Minor(line.Credit)
            );
        }
    }
}

using Tieout.Domain.Amounts;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>A journal of a month end as it was sent to a ledger.</summary>
/// <param name="IsReversal">It takes adjustments back.</param>
/// <param name="By">Who had it posted.</param>
/// <param name="Outcome">posted, refused or failed; none while nobody knows it.</param>
/// <param name="Number">The ledger's own; none while it is not known to be posted.</param>
public sealed record ExplainedMonthEnd(
    string Reference,
    string Ledger,
    string LegalEntity,
    string Month,
    LocalDate Date,
    bool IsReversal,
    Money Total,
    string By,
    string? Outcome,
    string? Number,
    IReadOnlyList<ExplainedMonthEndLine> Lines
)
{
    private const string Question =
        "SELECT reference, target, legal_entity, month, entry_date, reversal, total, currency, sent_by, "
        + "outcome, number FROM month_end WHERE @id IN (reference, number, external_id) "
        + "ORDER BY target, reference";

    private const string LinesQuestion =
        "SELECT l.engagement, l.account, l.debit, l.credit, l.dimensions, m.currency "
        + "FROM month_end_line l JOIN month_end m ON m.target = l.target AND m.reference = l.reference "
        + "WHERE l.target = @target AND l.reference = @reference ORDER BY l.position";

    /// <summary>Those with a reference, or a ledger's number or id; none for what is no month end.</summary>
    /// <param name="store">The tables.</param>
    /// <param name="id">As it was asked for.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public static async Task<IReadOnlyList<ExplainedMonthEnd>> FindAsync(
        IReadStore store,
        string id,
        CancellationToken cancellationToken
    )
    {
        await using var read = await store.OpenSnapshotAsync(cancellationToken);
        var found = await read.ListAsync(
            Question,
            row => new ExplainedMonthEnd(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                StoredUnits.Day(row.GetString(4)),
                row.GetInt64(5) == 1,
                StoredUnits.MoneyOf(row.GetInt64(6), row.GetString(7)),
                row.GetString(8),
                row.TextOrNone(9),
                row.TextOrNone(10),
                []
            ),
            cancellationToken,
            ("id", id)
        );
        var whole = new List<ExplainedMonthEnd>();
        foreach (var journal in found)
        {
            var lines = await read.ListAsync(
                LinesQuestion,
                row => new ExplainedMonthEndLine(
                    row.GetString(0),
                    row.GetString(1),
                    StoredUnits.MoneyOf(row.GetInt64(2), row.GetString(5)),
                    StoredUnits.MoneyOf(row.GetInt64(3), row.GetString(5)),
                    row.TextOrNone(4)
                ),
                cancellationToken,
                ("target", journal.Ledger),
                ("reference", journal.Reference)
            );
            whole.Add(journal with { Lines = lines });
        }

        return whole;
    }
}

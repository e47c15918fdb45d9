using Tieout.Domain.Amounts;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Journals;

/// <summary>The hub's journal as plain-text accounting, for hledger and for people.</summary>
/// <remarks>
/// Every account and commodity is declared and transactions are ordered by date, so that
/// <c>hledger check --strict ordereddates</c> holds. Source: hledger manual 1.25, journal format.
/// </remarks>
public static class JournalExport
{
    /// <summary>Writes the whole journal as it is at one moment. O(journal lines).</summary>
    public static async Task WriteAsync(
        ReadSnapshot read,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var lines = await ReadAsync(read, cancellationToken);
        await output.WriteLineAsync(
            "; Journal of the hub: posted documents, voids, payments, deposits and released retentions."
        );
        await JournalText.DeclareAsync(
            output,
            lines.Select(line => (line.FullAccount, line.Role)),
            lines.Select(line => line.Balance.Currency)
        );
        foreach (var entry in lines.GroupBy(line => (line.Sequence, line.Date)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await output.WriteLineAsync();
            await WriteAsync(output, [.. entry]);
        }
    }

    private static Task<IReadOnlyList<Line>> ReadAsync(
        ReadSnapshot read,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            "SELECT j.seq, j.kind, j.document, j.payment, j.engagement, j.legal_entity, "
                + "j.entry_date, j.account_role, j.account, j.currency, j.debit - j.credit, "
                + "d.number, COALESCE(d.type, ''), d.bill_to, j.dimensions FROM journal j LEFT JOIN document d "
                + "ON d.reference = j.document ORDER BY j.entry_date, j.seq, j.position",
            row => new Line(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.TextOrNone(3),
                row.GetString(4),
                row.GetString(5),
                row.GetString(6),
                row.GetString(7),
                row.GetString(8),
                StoredUnits.MoneyOf(row.GetInt64(10), row.GetString(9)),
                row.TextOrNone(11),
                row.GetString(12),
                row.TextOrNone(13),
                row.TextOrNone(14)
            ),
            cancellationToken
        );

    private static async Task WriteAsync(TextWriter output, IReadOnlyList<Line> lines)
    {
        var first = lines[0];
        var code = JournalText.Plain(first.Payment ?? first.Number ?? first.Document, "()");
        var description = first.Kind switch
        {
            "payment" => $"payment of {first.Document}",
            "payment-change" => $"changed payment of {first.Document}",
            "void" => $"void of {first.Document}",
            "deposit" => first.Document,
            "deposit-change" => $"changed {first.Document}",
            "release" => $"release of the retention of {first.Document}",
            _ => $"{first.Type} {first.Document}",
        };
        var customer = first.BillTo is { } payer
            ? $"customer: {JournalText.Plain(payer, ",")}, "
            : string.Empty;
        await output.WriteLineAsync(
            $"{first.Date} ({code}) {JournalText.Plain(description, ";|")}  ; "
                + $"document: {JournalText.Plain(first.Document, ",")}, "
                + $"engagement: {JournalText.Plain(first.Engagement, ",")}, {customer}kind: {first.Kind}"
        );
        foreach (var line in lines)
        {
            await output.WriteLineAsync(
                $"    {line.FullAccount}  {JournalText.Amount(line.Balance)}"
                    + JournalText.Tags(line.Dimensions)
            );
        }
    }

    private sealed record Line(
        long Sequence,
        string Kind,
        string Document,
        string? Payment,
        string Engagement,
        string LegalEntity,
        string Date,
        string Role,
        string Account,
        Money Balance,
        string? Number,
        string Type,
        string? BillTo,
        string? Dimensions
    )
    {
        public string FullAccount => JournalText.Account(LegalEntity, Account);
    }
}

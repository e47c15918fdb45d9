using System.Globalization;
using Tieout.Domain.Canonical.Identifiers;
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
        await output.WriteLineAsync("; Journal of the hub: posted documents, voids and payments.");
        foreach (var (account, type) in Accounts(lines))
        {
            await output.WriteLineAsync($"account {account}  ; type: {type}");
        }

        foreach (
            var currency in lines
                .Select(x => x.Currency)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
        {
            await output.WriteLineAsync($"commodity {Amount(0, currency)}");
        }

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
                + "d.number, d.type, d.bill_to, j.dimensions FROM journal j JOIN document d "
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
                row.GetString(9),
                row.GetInt64(10),
                row.TextOrNone(11),
                row.GetString(12),
                row.GetString(13),
                row.TextOrNone(14)
            ),
            cancellationToken
        );

    private static IEnumerable<(string Account, string Type)> Accounts(IEnumerable<Line> lines) =>
        lines
            .Select(line => (line.FullAccount, TypeOf(line.Role)))
            .DistinctBy(x => x.FullAccount, StringComparer.Ordinal)
            .OrderBy(x => x.FullAccount, StringComparer.Ordinal);

    /// <summary>hledger's account types: asset, liability, revenue, expense, cash.</summary>
    private static string TypeOf(string role) =>
        role switch
        {
            "accounts-receivable" or "retention-receivable" or "unbilled-receivable" => "A",
            "contract-asset" or "withholding-receivable" or "intercompany-receivable" => "A",
            "cash" => "C",
            "revenue" or "revenue-accrued" or "intercompany-revenue" => "R",
            "write-off" or "bank-fees" or "cost-labor" or "rounding" => "X",
            _ => "L",
        };

    private static async Task WriteAsync(TextWriter output, IReadOnlyList<Line> lines)
    {
        var first = lines[0];
        var code = Plain(first.Payment ?? first.Number ?? first.Document, "()");
        var description = first.Kind switch
        {
            "payment" => $"payment of {first.Document}",
            "payment-change" => $"changed payment of {first.Document}",
            "void" => $"void of {first.Document}",
            _ => $"{first.Type} {first.Document}",
        };
        await output.WriteLineAsync(
            $"{first.Date} ({code}) {Plain(description, ";|")}  ; "
                + $"document: {Plain(first.Document, ",")}, "
                + $"engagement: {Plain(first.Engagement, ",")}, "
                + $"customer: {Plain(first.BillTo, ",")}, kind: {first.Kind}"
        );
        foreach (var line in lines)
        {
            await output.WriteLineAsync(
                $"    {line.FullAccount}  {Amount(line.Balance, line.Currency)}{Tags(line)}"
            );
        }
    }

    /// <summary>What the line is analysed by, as tags.</summary>
    private static string Tags(Line line) =>
        line.Dimensions is { } dimensions
            ? "  ; "
                + string.Join(
                    ", ",
                    dimensions
                        .Split(';')
                        .Select(text => DimensionSetting.Parse(text))
                        .Select(x => $"{TagName(x.Dimension.Value)}: {Plain(x.Code, ",")}")
                )
            : string.Empty;

    /// <summary>A tag's name ends at a blank and at a colon.</summary>
    private static string TagName(string text) => Plain(text, ",: ");

    /// <summary>With all decimals of the currency, and a mark where it has none.</summary>
    private static string Amount(long minor, string currency)
    {
        var money = StoredUnits.MoneyOf(minor, currency);
        var digits = money.Currency.MinorUnitDigits;
        var text = money.Amount.ToString(
            string.Create(CultureInfo.InvariantCulture, $"F{digits}"),
            CultureInfo.InvariantCulture
        );
        return $"{currency} {text}{(digits == 0 ? "." : string.Empty)}";
    }

    /// <summary>Without what the format gives a meaning of its own.</summary>
    private static string Plain(string text, string meaningful) =>
        string.Concat(
            text.Select(c => meaningful.Contains(c, StringComparison.Ordinal) || c < ' ' ? '_' : c)
        );

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
        string Currency,
        long Balance,
        string? Number,
        string Type,
        string BillTo,
        string? Dimensions
    )
    {
        /// <summary>Two blanks would end the name.</summary>
        public string FullAccount => $"{Name(LegalEntity)}:{Name(Account)}";

        private static string Name(string text) =>
            string.Join(
                ' ',
                Plain(text, ":;()[]\"").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            );
    }
}

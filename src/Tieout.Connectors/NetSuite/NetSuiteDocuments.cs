using NodaTime.Text;
using Tieout.Connect;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.NetSuite;

/// <summary>Reads invoices and credit memos as the hub counts: amounts of a credit memo are negative.</summary>
internal sealed class NetSuiteDocuments(NetSuiteClient client, NetSuiteLists lists)
{
    /// <summary>What stands under a reference, with its stamp; none when nothing does.</summary>
    public async Task<(TargetRecord Target, string Stamp)?> FindAsync(
        NetSuiteDocumentKind kind,
        string reference,
        CancellationToken cancellationToken
    )
    {
        var address = $"{kind.Type}/{NetSuiteExternalId.Address(reference)}";
        var answer = await client.GetAsync(address, cancellationToken);
        if (answer.IsNothing)
        {
            return null;
        }

        var record = new NetSuiteRecord(answer.Value);
        return (await TargetOfAsync(kind, reference, record, cancellationToken), record.Stamp);
    }

    /// <summary>Every document of the hub, in the order in which they were made.</summary>
    public async IAsyncEnumerable<TargetRecord> ListAsync(
        string prefix,
        DateInterval? dates,
        [global::System.Runtime.CompilerServices.EnumeratorCancellation]
            CancellationToken cancellationToken
    )
    {
        await foreach (
            var page in client.QueryAsync(last => Query(prefix, dates, last), cancellationToken)
        )
        {
            var taxes = await TaxesAsync(page, cancellationToken);
            foreach (var row in page)
            {
                yield return await TargetOfAsync(row, taxes, cancellationToken);
            }
        }
    }

    /// <summary>A condition: the hub's own. LIKE would take "_" for any character.</summary>
    public static string Ours(string prefix) =>
        prefix.Length == 0
            ? "t.externalid IS NOT NULL"
            : FormattableString.Invariant(
                $"SUBSTR(t.externalid, 1, {prefix.Length}) = {NetSuiteJson.Quoted(prefix)}"
            );

    private static string Query(string prefix, DateInterval? dates, NetSuiteRow? last) =>
        "SELECT t.id, t.externalid, t.type, t.status, t.tranid, TO_CHAR(t.trandate, 'YYYY-MM-DD') AS dated, "
        + "t.postingperiod, t.currency, t.foreigntotal, t.foreignamountunpaid, t.foreignpaymentamountunused "
        + "FROM transaction t WHERE t.type IN ('CustInvc', 'CustCred') AND "
        + $"{Ours(prefix)}{Within(dates)} AND t.id > {last?.Text("id") ?? "0"} ORDER BY t.id";

    private static string Within(DateInterval? dates) =>
        dates is null
            ? string.Empty
            : $" AND t.trandate BETWEEN {Day(dates.Start)} AND {Day(dates.End)}";

    private static string Day(LocalDate day) =>
        $"TO_DATE('{LocalDatePattern.Iso.Format(day)}', 'YYYY-MM-DD')";

    private async Task<ILookup<string, decimal>> TaxesAsync(
        IReadOnlyList<NetSuiteRow> page,
        CancellationToken cancellationToken
    )
    {
        var ids = string.Join(", ", page.Select(x => x["id"]));
        var rows = await client.RowsAsync(
            $"SELECT transaction, foreignamount FROM transactionline WHERE taxline = 'T' AND transaction IN ({ids}) ORDER BY transaction, id",
            cancellationToken
        );
        return rows.ToLookup(
            x => x.Text("transaction"),
            x => x.Required("foreignamount"),
            StringComparer.Ordinal
        );
    }

    private async Task<TargetRecord> TargetOfAsync(
        NetSuiteRow row,
        ILookup<string, decimal> taxes,
        CancellationToken cancellationToken
    )
    {
        var kind = row["type"] is "CustCred"
            ? NetSuiteDocumentKind.CreditMemo
            : NetSuiteDocumentKind.Invoice;
        // Lines of both signs: their sum has one, which is the document's.
        var tax = Math.Abs(taxes[row["id"]].Sum());
        var total =
            row.Amount("foreigntotal")
            ?? throw new ConnectorException(
                ConnectorFault.Contract,
                $"NetSuite told no total of {kind.Type} {row["id"]}."
            );
        return await TargetOfAsync(
            kind,
            (row.Text("externalid"), row.Text("id"), row["tranid"]),
            row["status"],
            (row.Day("dated"), row["postingperiod"]),
            (Math.Abs(total) - tax, tax, OpenOf(kind, row)),
            row["currency"],
            cancellationToken
        );
    }

    private static decimal OpenOf(NetSuiteDocumentKind kind, NetSuiteRow row) =>
        Math.Abs(
            row.Amount(kind.IsCredit ? "foreignpaymentamountunused" : "foreignamountunpaid") ?? 0m
        );

    private Task<TargetRecord> TargetOfAsync(
        NetSuiteDocumentKind kind,
        string reference,
        NetSuiteRecord record,
        CancellationToken cancellationToken
    ) =>
        TargetOfAsync(
            kind,
            (reference, record.Id, record.Text("tranId")),
            record.Text("status"),
            (record.Day("tranDate"), record.Text("postingPeriod")),
            (
                record.Amount("subtotal"),
                record.Amount("taxTotal"),
                record.Amount("amountRemaining")
            ),
            record.Text("currency"),
            cancellationToken
        );

    private async Task<TargetRecord> TargetOfAsync(
        NetSuiteDocumentKind kind,
        (string Reference, string Id, string Number) names,
        string status,
        (DateOnly Day, string Period) posted,
        (decimal Net, decimal Tax, decimal Open) amounts,
        string currencyId,
        CancellationToken cancellationToken
    )
    {
        var state = kind.StateOf(status);
        var isDraft = state is TargetState.Draft;
        var currency = await lists.CurrencyAsync(currencyId, cancellationToken);
        var open = state is TargetState.Paid or TargetState.Voided ? 0m : amounts.Open;
        // A draft's rest is what is told of it before it is posted.
        return new TargetRecord(
            names.Reference,
            $"{kind.Type}/{names.Id}",
            state,
            isDraft ? null : names.Number,
            isDraft ? null : await CountsOnAsync(posted.Day, posted.Period, cancellationToken),
            new Money(kind.Sign * amounts.Net, currency),
            new Money(kind.Sign * amounts.Tax, currency),
            isDraft ? null : new Money(kind.Sign * open, currency)
        );
    }

    /// <summary>Its own day, or the first of the period that it is posted in where that is another.</summary>
    private async Task<LocalDate> CountsOnAsync(
        DateOnly day,
        string periodId,
        CancellationToken cancellationToken
    )
    {
        var period =
            periodId.Length == 0 ? null : await lists.PeriodAsync(periodId, cancellationToken);
        return LocalDate.FromDateOnly(period is null || period.Has(day) ? day : period.First);
    }
}

using System.Globalization;
using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Host.Hosting;
using Tieout.Sandbox.Firm;

namespace Tieout.Host.Demo;

/// <summary>The beginning and the middle of the story: a heading, then one line for each wave.</summary>
internal sealed class DemoPages(TextWriter output, HubHost hub, SeededFirm firm, DemoFolder folder)
{
    public void Heading(DemoOptions options)
    {
        Write(
            $"Northbridge Consulting, seed {options.Seed}: 3 legal entities, {firm.Customers} customers,"
        );
        Write(
            $"{firm.People} people, {firm.Engagements} engagements, {options.Entries:N0} time entries in one quarter."
        );
        Write(
            $"Files come in, invoices go to a simulated ERP over HTTP. All of it is in {folder.Root}"
        );
        output.WriteLine();
    }

    /// <summary>What a month's billing run came to; the same whether it ran now or before.</summary>
    public async Task WaveAsync(FirmWave wave, CancellationToken cancellationToken)
    {
        await using var read = await hub.Store.Tables.OpenSnapshotAsync(cancellationToken);
        var documents = await read.ListAsync(
            "SELECT type, currency, COUNT(*), CAST(SUM(gross) AS bigint) FROM document "
                + "WHERE invoice_date = @day AND number IS NOT NULL GROUP BY type, currency",
            row =>
                (
                    IsCredit: !row.GetString(0).Equals("invoice", StringComparison.Ordinal),
                    Currency: CurrencyCode.Parse(row.GetString(1)),
                    Count: row.GetInt64(2),
                    Gross: row.GetInt64(3)
                ),
            cancellationToken,
            ("day", LocalDatePattern.Iso.Format(wave.Through))
        );
        var amounts = documents
            .GroupBy(x => x.Currency)
            .OrderBy(x => x.Key.Code, StringComparer.Ordinal)
            .Select(x => Amount(x.Key, x.Sum(y => y.Gross)));
        Write(
            $"{wave.Name}  {firm.TallyThrough(wave.Number).Rows, 6:N0} records so far; posted "
                + $"{documents.Where(x => !x.IsCredit).Sum(x => x.Count)} invoices, "
                + $"{documents.Where(x => x.IsCredit).Sum(x => x.Count)} credit memos: "
                + string.Join(", ", amounts)
        );
    }

    /// <summary>What customers paid until a day.</summary>
    public async Task CashAsync(LocalDate day, CancellationToken cancellationToken)
    {
        await using var read = await hub.Store.Tables.OpenSnapshotAsync(cancellationToken);
        var paid = await read.ListAsync(
            "SELECT currency, COUNT(*), CAST(SUM(amount) AS bigint) FROM payment "
                + "GROUP BY currency ORDER BY currency",
            row =>
                (
                    Currency: CurrencyCode.Parse(row.GetString(0)),
                    Count: row.GetInt64(1),
                    Amount: row.GetInt64(2)
                ),
            cancellationToken
        );
        Write(
            $"{day.Year:D4}-{day.Month:D2}  {paid.Sum(x => x.Count)} payments came back: "
                + string.Join(", ", paid.Select(x => Amount(x.Currency, x.Amount)))
        );
        Write(string.Empty);
    }

    private static string Amount(CurrencyCode currency, long minor)
    {
        var scale = 1m;
        for (var i = 0; i < currency.MinorUnitDigits; i++)
        {
            scale *= 10m;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{currency} {minor / scale:N2}");
    }

    private void Write(FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private void Write(string line) => output.WriteLine(line);
}

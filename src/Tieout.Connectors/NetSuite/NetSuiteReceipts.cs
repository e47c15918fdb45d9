using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.NetSuite;

/// <summary>Makes payments and voids of invoices.</summary>
/// <remarks>
/// All money on an invoice is one payment whose amount changes. What credit memos and journals took
/// off is no money; deposits that were applied are.
/// </remarks>
internal sealed class NetSuiteReceipts(
    string system,
    NetSuiteClient client,
    TimeProvider timeProvider
)
{
    public async Task<NetSuiteTold> OfAsync(
        IReadOnlyList<NetSuiteReceivable> invoices,
        NetSuiteCursor cursor,
        CancellationToken cancellationToken
    )
    {
        var settled = invoices.Where(x => x is { IsDraft: false, IsVoid: false, Settled: not 0m });
        var money = await MoneyAsync([.. settled.Select(x => x.Id)], cancellationToken);
        var records = new List<SourceRecord>();
        var rejected = new List<RejectedRecord>();
        var watched = new Dictionary<string, NetSuiteWatched?>(StringComparer.Ordinal);
        foreach (var invoice in invoices.Where(x => !x.IsDraft))
        {
            var origin = new Origin(system, $"invoice/{invoice.Id}");
            var isCurrency = CurrencyCode.TryParse(invoice.Row["symbol"], out var currency);
            var unreadable =
                !Identifier.IsValid(invoice.Reference) ? "externalid"
                : !isCurrency ? "symbol"
                : !invoice.IsKnown ? "status"
                : invoice.Row.Amount("foreigntotal") is null && !invoice.IsVoid ? "foreigntotal"
                : null;
            if (unreadable is not null)
            {
                rejected.Add(Rejection(origin, invoice, unreadable));
                continue;
            }

            var version = VersionAfter(cursor.Open?.GetValueOrDefault(invoice.Id));
            records.Add(new SourceRecord(FactOf(invoice, currency, money, version), origin));
            watched[invoice.Id] = invoice.IsOpen
                ? new NetSuiteWatched(invoice.Reference, invoice.Settled, version)
                : null;
        }

        return new NetSuiteTold(records, rejected, watched);
    }

    /// <summary>Voids of invoices that were watched and are not there any more.</summary>
    /// <param name="gone">Ids that are not among the open ones any more.</param>
    public async Task<NetSuiteTold> DeletedAsync(
        IReadOnlyList<string> gone,
        NetSuiteCursor cursor,
        CancellationToken cancellationToken
    )
    {
        var ids = string.Join(", ", gone);
        var references = string.Join(
            ", ",
            gone.Select(x => NetSuiteJson.Quoted(cursor.Open![x].Reference))
        );
        var there = await client.RowsAsync(
            "SELECT t.id, t.externalid, c.symbol FROM transaction t JOIN currency c ON c.id = t.currency "
                + $"WHERE t.id IN ({ids}) OR t.type = 'CustInvc' AND t.externalid IN ({references}) ORDER BY t.id",
            cancellationToken
        );
        // A role that lost its rights sees nothing either: NetSuite has to say that it deleted them.
        var deleted = await client.RowsAsync(
            $"SELECT recordid, TO_CHAR(deleteddate, 'YYYY-MM-DD') AS dated FROM deletedrecord WHERE recordid IN ({ids}) ORDER BY recordid",
            cancellationToken
        );
        var days = deleted
            .DistinctBy(x => x["recordid"], StringComparer.Ordinal)
            .ToDictionary(x => x["recordid"], x => x.Day("dated"), StringComparer.Ordinal);
        var standing = there.ToLookup(x => x["externalid"], StringComparer.Ordinal);
        var records = new List<SourceRecord>();
        var watched = new Dictionary<string, NetSuiteWatched?>(StringComparer.Ordinal);
        foreach (var id in gone.Except(there.Select(x => x["id"]), StringComparer.Ordinal))
        {
            if (!days.TryGetValue(id, out var day) || cursor.Open?[id] is not { } last)
            {
                continue;
            }

            watched[id] = null;
            var date = LocalDate.FromDateOnly(day);
            var fact = GoneFact(id, date, last, standing[last.Reference].FirstOrDefault());
            if (fact is not null)
            {
                records.Add(new SourceRecord(fact, new Origin(system, $"invoice/{id}")));
            }
        }

        return new NetSuiteTold(records, [], watched);
    }

    /// <summary>What the deletion of a watched invoice says; nothing where another stands in its place and no money is lost.</summary>
    private CanonicalFact? GoneFact(
        string id,
        LocalDate date,
        NetSuiteWatched last,
        NetSuiteRow? other
    )
    {
        var reference = InvoiceReference.Parse(last.Reference);
        if (other is null)
        {
            return new DocumentVoided(reference, VersionAfter(last), date);
        }

        // Another one that was entered in its place stands for the reference; its own money is taken back.
        return last.Settled != 0m && CurrencyCode.TryParse(other["symbol"], out var currency)
            ? new Payment(
                $"{system}/{id}",
                VersionAfter(last),
                reference,
                Money.Zero(currency),
                date
            )
            : null;
    }

    private CanonicalFact FactOf(
        NetSuiteReceivable invoice,
        CurrencyCode currency,
        IReadOnlyDictionary<string, (decimal Amount, DateOnly Day)> money,
        long version
    )
    {
        var reference = InvoiceReference.Parse(invoice.Reference);
        var stamped = LocalDate.FromDateOnly(invoice.Row.Day("stampday"));
        if (invoice.IsVoid)
        {
            return new DocumentVoided(reference, version, stamped);
        }

        var isPaid = money.TryGetValue(invoice.Id, out var paid);
        return new Payment(
            $"{system}/{invoice.Id}",
            version,
            reference,
            new Money(isPaid ? paid.Amount : 0m, currency),
            isPaid ? LocalDate.FromDateOnly(paid.Day) : stamped
        );
    }

    /// <summary>What was paid in money on each invoice, and the day of the last payment.</summary>
    private async Task<IReadOnlyDictionary<string, (decimal Amount, DateOnly Day)>> MoneyAsync(
        IReadOnlyList<string> invoices,
        CancellationToken cancellationToken
    )
    {
        if (invoices.Count == 0)
        {
            return new Dictionary<string, (decimal, DateOnly)>(StringComparer.Ordinal);
        }

        var rows = await client.RowsAsync(
            "SELECT l.previousdoc, l.foreignamount, TO_CHAR(p.trandate, 'YYYY-MM-DD') AS dated "
                + "FROM NextTransactionLineLink l JOIN transaction p ON p.id = l.nextdoc "
                + "WHERE l.linktype = 'Payment' AND l.nexttype IN ('CustPymt', 'DepAppl') "
                + $"AND l.previousdoc IN ({string.Join(", ", invoices)}) ORDER BY l.previousdoc, l.nextdoc, l.nextline",
            cancellationToken
        );
        return rows.GroupBy(x => x.Text("previousdoc"), StringComparer.Ordinal)
            .ToDictionary(
                x => x.Key,
                x =>
                    (
                        x.Sum(row => Math.Abs(row.Required("foreignamount"))),
                        x.Max(row => row.Day("dated"))
                    ),
                StringComparer.Ordinal
            );
    }

    /// <summary>Of the moment of reading: what is told now is newer than what was told before.</summary>
    private long VersionAfter(NetSuiteWatched? last) =>
        Math.Max(timeProvider.GetUtcNow().ToUnixTimeMilliseconds(), (last?.Version ?? 0L) + 1L);

    private RejectedRecord Rejection(Origin origin, NetSuiteReceivable invoice, string field) =>
        new(
            origin,
            "netsuite.unreadable-invoice",
            field,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Invoice {invoice.Id} needs a reference of the hub, a total, a currency of ISO 4217 and a status that is known."
            ),
            $"payment/{system}/{invoice.Id}"
        );
}

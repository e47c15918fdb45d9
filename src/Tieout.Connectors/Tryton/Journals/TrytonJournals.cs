using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Invoices;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Tryton.Journals;

/// <summary>Posts entries of the general ledger in Tryton's journal of sales.</summary>
/// <remarks>
/// An entry is found by its description, which begins with the hub's reference. A draft that a lost
/// call left behind is deleted and made anew.
/// </remarks>
internal sealed class TrytonJournals(
    TrytonRpc rpc,
    TrytonDirectory directory,
    TrytonPeriods periods,
    TrytonOptions options
)
{
    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        LedgerEntry entry,
        CancellationToken cancellationToken
    )
    {
        var company = await directory.CompanyAsync(entry.LegalEntity, cancellationToken);
        var rows = await rpc.SearchReadAsync<MoveRow>(
            new(
                MoveRow.Model,
                [
                    new object[] { "company", "=", company.Id },
                    new object[] { "description", "=", DescriptionOf(entry) },
                ],
                MoveRow.Fields
            )
            {
                Context = company.Context,
                OrderBy = ["id"],
            },
            cancellationToken
        );
        var found = new List<TargetRecord>(rows.Length);
        foreach (var row in rows)
        {
            found.Add(await RecordAsync(entry, row, company, cancellationToken));
        }

        return found;
    }

    public async Task<TargetRecord> WriteAsync(
        LedgerEntry entry,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        if (found is { State: TargetState.Posted })
        {
            return found;
        }

        var company = await directory.CompanyAsync(entry.LegalEntity, cancellationToken);
        var journal = await directory.RevenueJournalAsync(cancellationToken);
        var period = await periods.RequireOpenAsync(
            entry.Date,
            journal,
            company,
            cancellationToken
        );
        await RequireCurrencyAsync(entry, company, cancellationToken);
        var lines = new List<object>();
        foreach (var line in entry.Lines)
        {
            lines.Add(await LineAsync(line, company, cancellationToken));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (found is not null)
        {
            await ChangeAsync("delete", [new[] { IdOf(found) }], company);
        }

        return await EnterAsync(entry, company, journal, period, lines);
    }

    private async Task<TargetRecord> EnterAsync(
        LedgerEntry entry,
        TrytonCompany company,
        int journal,
        int period,
        IReadOnlyList<object> lines
    )
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["company"] = company.Id,
            ["journal"] = journal,
            ["period"] = period,
            ["date"] = entry.Date,
            ["description"] = DescriptionOf(entry),
            ["lines"] = new object[] { new object[] { "create", lines } },
        };
        var ids = await rpc.CallAsync<int[]>(
            TrytonCall.Change(MoveRow.Model, "create", [new object[] { values }]) with
            {
                Context = company.Context,
            },
            CancellationToken.None
        );
        await ChangeAsync("post", [ids], company);
        try
        {
            var posted = await rpc.ReadAsync<MoveRow>(
                MoveRow.Model,
                [ids[0]],
                [.. MoveRow.Fields],
                CancellationToken.None
            );
            return await RecordAsync(entry, posted[0], company, CancellationToken.None);
        }
        catch (ConnectorException e) when (e.Fault is not ConnectorFault.OutcomeUnknown)
        {
            throw ConnectorException.AfterPosting(entry.Reference, e);
        }
    }

    private async Task RequireCurrencyAsync(
        LedgerEntry entry,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var currency = await directory.CurrencyAsync(
            entry.Currency,
            company,
            entry.Date,
            cancellationToken
        );
        if (currency.Id != company.Currency)
        {
            throw TrytonRefusal.Of(
                options.System,
                $"the company of {entry.LegalEntity} keeps its books in another currency than "
                    + $"{entry.Currency}; correct the currency of the legal entity."
            );
        }
    }

    /// <summary>An account that wants a party cannot be told one: a month end has none.</summary>
    private async Task<object> LineAsync(
        LedgerEntryLine line,
        TrytonCompany company,
        CancellationToken cancellationToken
    ) =>
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["account"] = await directory.AccountAsync(line.Account, company, cancellationToken),
            ["debit"] = Math.Max(line.Amount.Amount, 0m),
            ["credit"] = Math.Max(-line.Amount.Amount, 0m),
            ["description"] = line.Description,
        };

    private async Task<TargetRecord> RecordAsync(
        LedgerEntry entry,
        MoveRow row,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var lines = await rpc.SearchReadAsync<MoveLineRow>(
            new(MoveLineRow.Model, [new object[] { "move", "=", row.Id }], ["debit"])
            {
                Context = company.Context,
            },
            cancellationToken
        );
        return new TargetRecord(
            entry.Reference,
            row.Id.ToString(CultureInfo.InvariantCulture),
            row.IsPosted ? TargetState.Posted : TargetState.Draft,
            row.IsPosted ? row.PostNumber : null,
            row.IsPosted ? row.Date : null,
            Money.Sum(entry.Currency, lines.Select(x => new Money(x.Debit, entry.Currency)))
        );
    }

    private Task<object?> ChangeAsync(string method, object?[] arguments, TrytonCompany company) =>
        rpc.CallAsync<object?>(
            TrytonCall.Change(MoveRow.Model, method, arguments) with
            {
                Context = company.Context,
            },
            CancellationToken.None
        );

    private static int IdOf(TargetRecord record) =>
        int.Parse(record.ExternalId, CultureInfo.InvariantCulture);

    private static string DescriptionOf(LedgerEntry entry) =>
        $"{entry.Reference}: {entry.Description}";
}

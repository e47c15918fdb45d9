using System.Collections.Concurrent;
using Tieout.Connect;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.NetSuite;

/// <summary>What other records refer to by id and what does not change: currencies and periods' days.</summary>
internal sealed class NetSuiteLists(NetSuiteClient client)
{
    private const string Periods =
        "SELECT id, TO_CHAR(startdate, 'YYYY-MM-DD') AS first, TO_CHAR(enddate, 'YYYY-MM-DD') AS last, "
        + "closed, alllocked, arlocked FROM accountingperiod "
        + "WHERE isquarter = 'F' AND isyear = 'F' AND isadjust = 'F' ORDER BY startdate";

    private readonly ConcurrentDictionary<string, CurrencyCode> _currencies = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<string, NetSuitePeriod> _periods = new(
        StringComparer.Ordinal
    );

    /// <summary>The currency of an id.</summary>
    /// <exception cref="ConnectorException">It is no currency of ISO 4217.</exception>
    public async Task<CurrencyCode> CurrencyAsync(string id, CancellationToken cancellationToken)
    {
        if (_currencies.TryGetValue(id, out var known))
        {
            return known;
        }

        await FillAsync(cancellationToken);
        return _currencies.TryGetValue(id, out known)
            ? known
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"NetSuite told the currency {id}, which has no symbol of ISO 4217."
            );
    }

    /// <summary>The id of a currency, for a document.</summary>
    public async Task<string> CurrencyIdAsync(
        CurrencyCode currency,
        CancellationToken cancellationToken
    )
    {
        if (!_currencies.Values.Contains(currency))
        {
            await FillAsync(cancellationToken);
        }

        return _currencies.FirstOrDefault(x => x.Value == currency).Key
            ?? throw new ConnectorException(
                ConnectorFault.Refused,
                $"NetSuite has no currency {currency}."
            );
    }

    /// <summary>The periods as they stand now, the first of them in front.</summary>
    public async Task<IReadOnlyList<NetSuitePeriod>> PeriodsAsync(
        CancellationToken cancellationToken
    )
    {
        var rows = await client.RowsAsync(Periods, cancellationToken);
        NetSuitePeriod[] all = [.. rows.Select(NetSuitePeriod.Of)];
        foreach (var period in all)
        {
            _periods[period.Id] = period;
        }

        return all;
    }

    /// <summary>A period's days; whether it is open may have changed since.</summary>
    public async Task<NetSuitePeriod?> PeriodAsync(string id, CancellationToken cancellationToken)
    {
        if (!_periods.ContainsKey(id))
        {
            _ = await PeriodsAsync(cancellationToken);
        }

        return _periods.GetValueOrDefault(id);
    }

    /// <summary>The period of a day; none where the account has none.</summary>
    public async Task<NetSuitePeriod?> PeriodOfAsync(
        DateOnly day,
        CancellationToken cancellationToken
    ) =>
        _periods.Values.FirstOrDefault(x => x.Has(day))
        ?? (await PeriodsAsync(cancellationToken)).FirstOrDefault(x => x.Has(day));

    /// <summary>The id of the period that something is posted in.</summary>
    /// <exception cref="ConnectorException">The account has no such period.</exception>
    public async Task<string> PostingPeriodAsync(
        LocalDate date,
        CancellationToken cancellationToken
    )
    {
        var period = await PeriodOfAsync(date.ToDateOnly(), cancellationToken);
        return period?.Id
            ?? throw new ConnectorException(
                ConnectorFault.Refused,
                $"NetSuite has no accounting period of {date}.",
                reason: NetSuiteFaults.PeriodClosed
            );
    }

    /// <summary>Passes what was done now or before; a refusal is told by what stands there, whatever its words.</summary>
    /// <param name="answer">To a write.</param>
    /// <param name="date">The day it counts in the ledger.</param>
    /// <param name="isJournal">A journal is kept out by other locks than a document.</param>
    /// <exception cref="ConnectorException">It was refused or failed; a closed period is named as one.</exception>
    public async Task RequireAsync(NetSuiteAnswer answer, LocalDate date, bool isJournal)
    {
        if (answer.IsRepeated)
        {
            return;
        }

        if (answer.Failure is { Fault: ConnectorFault.Refused, Reason: null } refused)
        {
            var periods = await PeriodsAsync(CancellationToken.None);
            var period = periods.FirstOrDefault(x => x.Has(date.ToDateOnly()));
            throw period?.IsOpen(isJournal) is true
                ? refused
                : new ConnectorException(
                    refused.Fault,
                    refused.Message,
                    reason: NetSuiteFaults.PeriodClosed,
                    inner: refused
                );
        }

        answer.Require();
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var rows = await client.RowsAsync("SELECT id, symbol FROM currency", cancellationToken);
        foreach (var row in rows)
        {
            if (CurrencyCode.TryParse(row["symbol"], out var currency))
            {
                _currencies[row.Text("id")] = currency;
            }
        }
    }
}

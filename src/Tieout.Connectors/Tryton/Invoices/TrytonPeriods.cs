using NodaTime.Text;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>Tells which days are open for posting.</summary>
/// <remarks>
/// Tryton 6.0 refuses a posting into a closed period with the same words as a day without any
/// period, so it is asked before.
/// </remarks>
internal sealed class TrytonPeriods(TrytonRpc rpc, TrytonOptions options)
{
    /// <summary>The periods of a company, those that are open and all others.</summary>
    public async Task<IReadOnlyList<LedgerPeriod>> ReadAsync(
        int journal,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var periods = await rpc.SearchReadAsync<DatedPeriodRow>(
            new(
                "account.period",
                [
                    new object[] { "type", "=", "standard" },
                    new object[] { "fiscalyear.company", "=", company.Id },
                ],
                ["name", "state", "start_date", "end_date"]
            )
            {
                Context = company.Context,
            },
            cancellationToken
        );
        var closed = await rpc.SearchReadAsync<JournalPeriodRow>(
            new(
                "account.journal.period",
                [
                    new object[] { "period.fiscalyear.company", "=", company.Id },
                    new object[] { "journal", "=", journal },
                    new object[] { "state", "=", "close" },
                ],
                ["period"]
            )
            {
                Context = company.Context,
            },
            cancellationToken
        );
        var inJournal = closed.Select(x => x.Period).ToHashSet();
        return [.. periods.Select(x => PeriodOf(x, inJournal.Contains(x.Id)))];
    }

    /// <summary>The id of the open period of a day.</summary>
    /// <exception cref="Tieout.Connect.ConnectorException">
    /// The day is not open; names the day and the period.
    /// </exception>
    public async Task<int> RequireOpenAsync(
        LocalDate date,
        int journal,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var periods = await rpc.SearchReadAsync<PeriodRow>(
            new(
                "account.period",
                [
                    new object[] { "start_date", "<=", date },
                    new object[] { "end_date", ">=", date },
                    new object[] { "type", "=", "standard" },
                    new object[] { "fiscalyear.company", "=", company.Id },
                ],
                ["name", "state"]
            )
            {
                Context = company.Context,
            },
            cancellationToken
        );
        var day = LocalDatePattern.Iso.Format(date);
        if (periods.FirstOrDefault(period => period.State is "open") is { } open)
        {
            await RequireOpenJournalAsync(day, open, journal, company, cancellationToken);
            return open.Id;
        }

        throw TrytonRefusal.Of(
            options.System,
            periods is [var closed, ..]
                ? $"{day} is in the period {closed.Name}, which is closed ({closed.State})."
                : $"{day} is in no period of Tryton; create the fiscal year with its periods.",
            TrytonFailure.PeriodClosed
        );
    }

    // Closing a period closes it in each journal; opening it again does not open those.
    private async Task RequireOpenJournalAsync(
        string day,
        PeriodRow period,
        int journal,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var closed = await rpc.SearchReadAsync<IdRow>(
            new(
                "account.journal.period",
                [
                    new object[] { "period", "=", period.Id },
                    new object[] { "journal", "=", journal },
                    new object[] { "state", "=", "close" },
                ],
                []
            )
            {
                Context = company.Context,
            },
            cancellationToken
        );
        if (closed.Length > 0)
        {
            throw TrytonRefusal.Of(
                options.System,
                $"{day} is in {ClosedInJournal(period.Name)}.",
                TrytonFailure.PeriodClosed
            );
        }
    }

    private static LedgerPeriod PeriodOf(DatedPeriodRow row, bool isClosedInJournal)
    {
        var dates = new DateInterval(row.StartDate, row.EndDate);
        return row.State switch
        {
            "open" when isClosedInJournal => new LedgerPeriod(
                dates,
                PeriodStatus.SoftClosed,
                $"it is in {ClosedInJournal(row.Name)}"
            ),
            "open" => new LedgerPeriod(dates, PeriodStatus.Open),
            "close" => new LedgerPeriod(dates, PeriodStatus.Closed),
            _ => new LedgerPeriod(dates, PeriodStatus.PermanentlyClosed),
        };
    }

    private static string ClosedInJournal(string period) =>
        $"the period {period}, which is open, but closed in the revenue journal; reopen the journal's "
        + "period too";

    private sealed record DatedPeriodRow(
        int Id,
        string Name,
        string State,
        LocalDate StartDate,
        LocalDate EndDate
    );

    private sealed record JournalPeriodRow(int Id, int Period);
}

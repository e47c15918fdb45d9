using NodaTime.Text;
using Tieout.Connectors.Tryton.Rpc;

namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>Tells whether a day is open for posting.</summary>
/// <remarks>
/// Tryton 6.0 refuses a posting into a closed period with the same words as a day without any
/// period, so it is asked before.
/// </remarks>
internal sealed class TrytonPeriods(TrytonRpc rpc, TrytonOptions options)
{
    /// <summary>Refuses a day that is in no open period.</summary>
    /// <exception cref="Tieout.Connect.ConnectorException">
    /// The day is not open; names the day and the period.
    /// </exception>
    public async Task RequireOpenAsync(
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
            return;
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
                $"{day} is in the period {period.Name}, which is open, but closed in the revenue "
                    + "journal; reopen the journal's period too.",
                TrytonFailure.PeriodClosed
            );
        }
    }
}

using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Which accounting periods, or which part of them, may be posted to.</summary>
/// <remarks>
/// Business Central takes a day within the allowed posting dates, whether or not its fiscal year is
/// closed. A user may have a narrower range of its own, which the API does not tell.
/// </remarks>
internal sealed class BusinessCentralCalendar(
    BusinessCentralClient client,
    BusinessCentralOptions options
)
{
    /// <summary>Months that are taken for periods after the last one that is set up.</summary>
    private const int MonthsAfter = 12;

    public async Task<IReadOnlyList<LedgerPeriod>> ReadAsync(
        string company,
        CancellationToken cancellationToken
    )
    {
        var setup = await SetupAsync(company, cancellationToken);
        var starts = new List<DateOnly>();
        var path = $"{company}/accountingPeriods?$orderby=startingDate";
        await foreach (var page in client.ListAsync<BusinessCentralPeriod>(path, cancellationToken))
        {
            starts.AddRange(page.Select(x => x.StartingDate));
        }

        for (var i = 0; i <= MonthsAfter && starts.Count > 0; i++)
        {
            starts.Add(starts[^1].AddMonths(1));
        }

        return
        [
            .. starts
                .Zip(starts.Skip(1))
                .SelectMany(x => Parts(setup, x.First, x.Second.AddDays(-1))),
        ];
    }

    public async Task<BusinessCentralSetup> SetupAsync(
        string company,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.GetAsync<BusinessCentralList<BusinessCentralSetup>>(
            $"{company}/generalLedgerSetup",
            cancellationToken
        );
        return answer.Value.Value is [var setup, ..]
            ? setup
            : throw new Connect.ConnectorException(
                Connect.ConnectorFault.Contract,
                $"Business Central has no general ledger setup in a company of {options.System}."
            );
    }

    /// <summary>A period whole, or cut where the allowed dates begin or end within it.</summary>
    private static IEnumerable<LedgerPeriod> Parts(
        BusinessCentralSetup setup,
        DateOnly first,
        DateOnly last
    )
    {
        var start = first;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (day == last || setup.Allows(day.AddDays(1)) != setup.Allows(start))
            {
                var dates = new DateInterval(
                    LocalDate.FromDateOnly(start),
                    LocalDate.FromDateOnly(day)
                );
                yield return setup.Allows(start)
                    ? new LedgerPeriod(dates, PeriodStatus.Open)
                    : new LedgerPeriod(
                        dates,
                        PeriodStatus.Closed,
                        "it is outside the allowed posting dates of the general ledger setup"
                    );
                start = day.AddDays(1);
            }
        }
    }
}

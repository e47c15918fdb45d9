using NodaTime.Text;
using Tieout.Connect;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>A month of a company's books.</summary>
internal sealed record LedgerworksPeriod(string Month, string State)
{
    private const string Open = "open";

    /// <summary>As the hub counts.</summary>
    /// <exception cref="ConnectorException">A month that is not written as the API says.</exception>
    public LedgerPeriod ToPeriod() =>
        YearMonthPattern.Iso.Parse(Month).TryGetValue(default, out var month)
            ? new LedgerPeriod(
                month.ToDateInterval(),
                State.Equals(Open, StringComparison.Ordinal)
                    ? PeriodStatus.Open
                    : PeriodStatus.Closed
            )
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"Ledgerworks answered with the period '{Month}', which is no month."
            );
}

using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.NetSuite;

/// <summary>An accounting period that transactions are posted in.</summary>
internal sealed record NetSuitePeriod(
    string Id,
    DateOnly First,
    DateOnly Last,
    bool IsClosed,
    bool IsLocked
)
{
    public static NetSuitePeriod Of(NetSuiteRow row) =>
        new(
            row["id"],
            row.Day("first"),
            row.Day("last"),
            row.Is("closed"),
            row.Is("alllocked") || row.Is("arlocked")
        );

    public bool Has(DateOnly day) => day >= First && day <= Last;

    public LedgerPeriod ToLedger()
    {
        var dates = new DateInterval(LocalDate.FromDateOnly(First), LocalDate.FromDateOnly(Last));
        return IsClosed ? new LedgerPeriod(dates, PeriodStatus.Closed)
            : IsLocked
                ? new LedgerPeriod(dates, PeriodStatus.SoftClosed, "receivables are locked in it")
            : new LedgerPeriod(dates, PeriodStatus.Open);
    }
}

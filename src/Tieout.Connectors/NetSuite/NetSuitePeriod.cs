using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.NetSuite;

/// <summary>An accounting period that transactions are posted in.</summary>
/// <param name="IsLocked">For every transaction.</param>
/// <param name="IsReceivablesLocked">For documents of customers; journals go on.</param>
internal sealed record NetSuitePeriod(
    string Id,
    DateOnly First,
    DateOnly Last,
    bool IsClosed,
    bool IsLocked,
    bool IsReceivablesLocked
)
{
    public static NetSuitePeriod Of(NetSuiteRow row) =>
        new(
            row.Text("id"),
            row.Day("first"),
            row.Day("last"),
            row.Is("closed"),
            row.Is("alllocked"),
            row.Is("arlocked")
        );

    /// <summary>Whether it takes documents of customers, or journals.</summary>
    public bool IsOpen(bool isJournal) =>
        !IsClosed && !IsLocked && (isJournal || !IsReceivablesLocked);

    public bool Has(DateOnly day) => day >= First && day <= Last;

    public LedgerPeriod ToLedger()
    {
        var dates = new DateInterval(LocalDate.FromDateOnly(First), LocalDate.FromDateOnly(Last));
        return IsClosed ? new LedgerPeriod(dates, PeriodStatus.Closed)
            : IsLocked || IsReceivablesLocked
                ? new LedgerPeriod(dates, PeriodStatus.SoftClosed, "receivables are locked in it")
            : new LedgerPeriod(dates, PeriodStatus.Open);
    }
}

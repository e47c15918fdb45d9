using System.Globalization;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>Which accounting period a transaction is posted in, and whether it may be.</summary>
internal static class Periods
{
    /// <summary>The period of a day that transactions are posted in: a month, no quarter, no year.</summary>
    public static NsRecord? Of(NsBook book, DateOnly day) =>
        Posting(book).FirstOrDefault(x => day >= x.Date("startDate") && day <= x.Date("endDate"));

    public static IEnumerable<NsRecord> Posting(NsBook book) =>
        book.All("accountingPeriod")
            .Where(x =>
                x.Is("isPosting") && !x.Is("isQuarter") && !x.Is("isYear") && !x.Is("isAdjust")
            );

    /// <summary>Completes a transaction's period and requires that it may be posted in.</summary>
    public static void Require(NsBook book, NsRecord transaction)
    {
        var day = transaction.Date("tranDate") ?? book.Today;
        var period = transaction.Has("postingPeriod")
            ? book.Require("accountingPeriod", transaction.Text("postingPeriod"))
            : Of(book, day) ?? throw Refusals.Period();
        var isInside = day >= period.Date("startDate") && day <= period.Date("endDate");
        if (
            !IsOpen(period, isReceivable: transaction.Type.Name is not "journalEntry")
            || (!isInside && !book.Preferences.DateOutsidePeriod)
        )
        {
            throw Refusals.Period();
        }

        _ = transaction.Set("postingPeriod", period.Id);
    }

    /// <summary>Requires that what is changed or deleted stands in a period that is open.</summary>
    public static void RequireOpen(NsBook book, NsRecord transaction)
    {
        if (
            book.Find("accountingPeriod", transaction.Text("postingPeriod")) is { } period
            && !IsOpen(period, isReceivable: transaction.Type.Name is not "journalEntry")
        )
        {
            throw Refusals.Period();
        }
    }

    /// <summary>Whoever locks receivables stops invoices while the period is not closed yet.</summary>
    private static bool IsOpen(NsRecord period, bool isReceivable) =>
        !period.Is("closed") && !period.Is("allLocked") && !(isReceivable && period.Is("arLocked"));

    public static string NameOf(DateOnly month) =>
        month.ToString("MMM yyyy", CultureInfo.InvariantCulture);
}

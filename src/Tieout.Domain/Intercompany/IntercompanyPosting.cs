using Tieout.Domain.Invoicing.Journals;

namespace Tieout.Domain.Intercompany;

/// <summary>An event between two companies as a month books it, or takes it back.</summary>
/// <param name="Date">Accounting date: the service date, or the first day of the month for older work.</param>
/// <param name="IsReversal">An earlier version that is replaced or does not count any more.</param>
/// <param name="Time">Negative when it is taken back.</param>
/// <param name="Entry">Both sides: whoever books one books the other.</param>
public sealed record IntercompanyPosting(
    LocalDate Date,
    bool IsReversal,
    IntercompanyTime Time,
    JournalEntry Entry
)
{
    /// <summary>Unique within one month's booking; the event is the same for both companies.</summary>
    public string Id => IsReversal ? $"{Time.EventId}/reversal" : Time.EventId;

    internal static IntercompanyPosting Of(IntercompanyTime time, LocalDate firstDay) =>
        new(LocalDate.Max(time.Date, firstDay), IsReversal: false, time, time.Entry());

    internal static IntercompanyPosting ReversalOf(IntercompanyTime time, LocalDate firstDay)
    {
        var reversed = time.Reversed();
        return new(
            LocalDate.Max(time.Date, firstDay),
            IsReversal: true,
            reversed,
            reversed.Entry()
        );
    }
}

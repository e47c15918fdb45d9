using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Runtime.Lanes;

/// <summary>On which day a lane's target takes a document.</summary>
/// <param name="system">The target, for messages.</param>
/// <param name="target">Its periods; it takes every day when none.</param>
/// <param name="policy">What is done where the document's own period is closed; it waits when none.</param>
internal sealed class LanePeriods(
    string system,
    IPostingCalendar? target,
    ShiftPolicy? policy,
    IClock clock
)
{
    /// <summary>A period that was closed since is the target's to refuse.</summary>
    private static readonly Duration AgeMax = Duration.FromMinutes(5);

    private readonly Dictionary<LegalEntityCode, Reading> _read = [];

    /// <summary>Periods may have been opened or closed.</summary>
    public void Forget() => _read.Clear();

    /// <summary>A day other than its own where that is closed, or why there is none.</summary>
    /// <exception cref="ConnectorException">The target did not tell its periods.</exception>
    public async Task<PostingDay> DayOfAsync(Invoice invoice)
    {
        var own = invoice.InvoiceDate;
        if (target is null)
        {
            return new PostingDay();
        }

        var periods = await CalendarAsync(target, invoice.LegalEntity);
        var calendar = new PostingCalendar(periods, policy);
        return calendar.DateFor(own) switch
        {
            { IsShifted: true } shifted => new PostingDay(ShiftedTo: shifted.Date),
            { } => new PostingDay(),
            null => new PostingDay(
                Block: new DeliveryBlock(
                    ReasonCode.PeriodClosed,
                    $"{system} takes nothing of {invoice.LegalEntity} on {own:uuuu-MM-dd}: "
                        + $"{calendar.WaitingOn(own)}."
                )
            ),
        };
    }

    /// <summary>Once for documents of one entity that are delivered together.</summary>
    private async Task<LedgerCalendar> CalendarAsync(
        IPostingCalendar periods,
        LegalEntityCode entity
    )
    {
        var now = clock.GetCurrentInstant();
        if (!_read.TryGetValue(entity, out var reading) || now - reading.At > AgeMax)
        {
            _read[entity] = reading = new Reading(now, ReadAsync(periods, entity));
        }

        try
        {
            return await reading.Calendar;
        }
        catch
        {
            _read.Remove(entity);
            throw;
        }
    }

    private static async Task<LedgerCalendar> ReadAsync(
        IPostingCalendar periods,
        LegalEntityCode entity
    ) => new(await periods.ReadPeriodsAsync(entity, CancellationToken.None));

    private sealed record Reading(Instant At, Task<LedgerCalendar> Calendar);
}

using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Revenue;

namespace Tieout.Runtime.Lanes;

/// <summary>Journals of month ends, which somebody has posted and waits for.</summary>
internal sealed partial class LaneGrain
{
    private LaneJournals Journals =>
        field ??= new LaneJournals(_sink, _book, books, RecordAsync, clock);

    public async Task<JournalOutcome> PostJournalAsync(MonthEndJournal journal, string by)
    {
        if (journal.Lines.Count == 0 && !_book.State.Journals.Values.Any(x => x.IsAbout(journal)))
        {
            return new JournalOutcome(JournalStatus.Unchanged);
        }

        if (!_sink.Capabilities.TakesJournals)
        {
            return new JournalOutcome(
                JournalStatus.Refused,
                Reason: ReasonCode.DeliveryRefused.Value,
                Message: $"{_sink.System} takes no journals from the hub; 'tieout export revenue' "
                    + "writes the entries for somebody to enter"
            );
        }

        var now = clock.GetCurrentInstant();
        if (targets.Freezes.FirstOrDefault(x => x.Holds(journal.LegalEntity, now)) is { } freeze)
        {
            return Waits(
                ReasonCode.FrozenForCutover,
                $"nothing new of {journal.LegalEntity} is delivered until {freeze.To}"
            );
        }

        if (await _target.ClosedUntilAsync() is { } opens)
        {
            return Waits(
                ReasonCode.PostingWindowClosed,
                $"the posting window of {_sink.System} opens at {opens}"
            );
        }

        // Somebody is waiting: a pause that was meant for a pass ends for him.
        _target.Resume();
        try
        {
            return await Journals.PostAsync(journal, by);
        }
        catch (ConnectorException e)
        {
            return Waits(FaultReasons.Of(e), e.Message);
        }
    }

    private static JournalOutcome Waits(ReasonCode reason, string message) =>
        new(JournalStatus.Waiting, Reason: reason.Value, Message: message);
}

using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Revenue;

namespace Tieout.Runtime.Lanes;

/// <summary>Journals of month ends, which somebody has posted and waits for.</summary>
internal sealed partial class LaneGrain
{
    private LaneJournals Journals =>
        field ??= new LaneJournals(_sink, _book, books, RecordAsync, clock);

    public async Task<MonthEndOutcome> PostJournalAsync(
        MonthEndJournal journal,
        string by,
        bool isPlan
    )
    {
        if (journal.Lines.Count == 0 && !Journals.HasTold(journal))
        {
            return MonthEndOutcome.Of(new JournalOutcome(JournalStatus.Unchanged));
        }

        if (!_sink.Capabilities.TakesJournals)
        {
            return Not(
                JournalStatus.Refused,
                ReasonCode.DeliveryRefused,
                $"{_sink.System} takes no journals from the hub; 'tieout export revenue' writes the "
                    + "entries for somebody to enter"
            );
        }

        var now = clock.GetCurrentInstant();
        if (targets.Freezes.FirstOrDefault(x => x.Holds(journal.LegalEntity, now)) is { } freeze)
        {
            return Not(
                JournalStatus.Waiting,
                ReasonCode.FrozenForCutover,
                $"nothing new of {journal.LegalEntity} is delivered until {freeze.To}; post it then"
            );
        }

        if (await _target.ClosedUntilAsync() is { } opens)
        {
            return Not(
                JournalStatus.Waiting,
                ReasonCode.PostingWindowClosed,
                $"the posting window of {_sink.System} opens at {opens}; post it then"
            );
        }

        // Somebody is waiting: a pause that was meant for a pass ends for him.
        _target.Resume();
        try
        {
            return await Journals.PostAsync(journal, by, isPlan);
        }
        catch (ConnectorException e)
        {
            return Not(JournalFaults.StatusOf(e), FaultReasons.Of(e), e.Message);
        }
        catch (Exception e) when (Defects.Is(e))
        {
            LaneLog.Defect(logger, e, _sink.System, $"the month end of {journal.LegalEntity}");
            return Not(JournalStatus.Refused, ReasonCode.ProgramDefect, Defects.Describe(e));
        }
    }

    private static MonthEndOutcome Not(JournalStatus status, ReasonCode reason, string message) =>
        MonthEndOutcome.Of(new JournalOutcome(status, Reason: reason.Value, Message: message));
}

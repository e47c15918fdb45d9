using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Revenue;
using Tieout.Runtime.ProjectSetup;
using Tieout.Runtime.Reconciliation.Rows;

namespace Tieout.Runtime.Lanes;

/// <summary>Brings the journals of month ends to one target, each line once.</summary>
/// <remarks>
/// What was posted before is in the lane's own history, by account: a month that is posted again brings
/// only what has changed since, and what is taken back is what is posted, whatever the month says now.
/// An earlier attempt that is not known to be posted is looked for before anything is computed.
/// </remarks>
internal sealed class LaneJournals(
    ISink sink,
    LaneBook book,
    ReferenceBooks books,
    Func<LaneEvent, Task> recordAsync,
    IClock clock
)
{
    /// <summary>Whether the target was ever told, or may have been told, something of the month.</summary>
    public bool HasTold(MonthEndJournal journal) => Of(journal.LegalEntity, journal.Month).Any();

    /// <summary>Posts what of it the target does not hold yet, and what takes back what it holds.</summary>
    /// <exception cref="ConnectorException">The target did not tell what it holds.</exception>
    public async Task<MonthEndOutcome> PostAsync(MonthEndJournal wanted, string by, bool isPlan)
    {
        var mine = Of(wanted.LegalEntity, wanted.Month).ToList();
        foreach (var attempt in mine.Where(x => x.Number is null))
        {
            if (await SettleAsync(attempt) is { } unknown)
            {
                return MonthEndOutcome.Of(unknown);
            }
        }

        if (mine.Find(x => x.Currency != wanted.Currency) is { } other)
        {
            return MonthEndOutcome.Of(
                Not(
                    other,
                    ReasonCode.DeliveryRefused,
                    $"{other.Reference} was posted in {other.Currency}, and the ledger of "
                        + $"{wanted.LegalEntity} is said to be in {wanted.Currency} now; correct the legal entity"
                )
            );
        }

        var adjustment = await AdjustAsync(wanted, by, isPlan);
        var day = LastDayOf(wanted).PlusDays(1);
        var taken = Posted(wanted, isReversal: true);
        // A plan takes back what it would post as well.
        var told = Posted(wanted, isReversal: false)
            .Concat(adjustment.Status is JournalStatus.Planned ? adjustment.Lines ?? [] : [])
            .Select(x => x with { Amount = -x.Amount });
        var rest = LaneJournal.Difference(wanted.Currency, told, taken);
        return new MonthEndOutcome(
            adjustment,
            await BringAsync(JournalOf(wanted, day, isReversal: true, rest, by), isPlan)
        );
    }

    private async Task<JournalOutcome> AdjustAsync(MonthEndJournal wanted, string by, bool isPlan)
    {
        var lines = wanted
            .Lines.Select(x =>
                (Line: x, Account: books.Current.AccountOf(wanted.LegalEntity, x.Account))
            )
            .ToList();
        var unmapped = lines.Where(x => x.Account is null).Select(x => x.Line.Account).Distinct();
        var rest = LaneJournal.Difference(
            wanted.Currency,
            lines.Select(x => new JournalEntryLine(
                x.Line.Engagement,
                x.Account ?? string.Empty,
                x.Line.Amount,
                x.Line.Dimensions
            )),
            Posted(wanted, isReversal: false)
        );
        var journal = JournalOf(wanted, LastDayOf(wanted), isReversal: false, rest, by);
        return unmapped.Any()
            ? Not(
                journal,
                ReasonCode.AccountMappingMissing,
                $"no account of {wanted.LegalEntity} is mapped for "
                    + string.Join(", ", unmapped.Select(StoredNames.Of))
            )
            : await BringAsync(journal, isPlan);
    }

    /// <summary>In the order in which they were sent.</summary>
    private IEnumerable<LaneJournal> Of(LegalEntityCode entity, YearMonth month) =>
        book
            .State.Journals.Values.Where(x => x.LegalEntity == entity && x.Month == month)
            .OrderBy(x => x.Reference.Length)
            .ThenBy(x => x.Reference, StringComparer.Ordinal);

    private IEnumerable<LaneJournal> PostedJournals(MonthEndJournal wanted, bool isReversal) =>
        Of(wanted.LegalEntity, wanted.Month)
            .Where(x => x.IsReversal == isReversal && x.Number is not null);

    private IEnumerable<JournalEntryLine> Posted(MonthEndJournal wanted, bool isReversal) =>
        PostedJournals(wanted, isReversal).SelectMany(x => x.Lines);

    private static LocalDate LastDayOf(MonthEndJournal wanted) => wanted.Month.ToDateInterval().End;

    /// <summary>The next of its kind; an attempt that came to nothing is followed under the same reference.</summary>
    private LaneJournal JournalOf(
        MonthEndJournal wanted,
        LocalDate date,
        bool isReversal,
        IReadOnlyList<JournalEntryLine> lines,
        string by
    )
    {
        var number = PostedJournals(wanted, isReversal).Count() + 1;
        var month = wanted.Month;
        return new LaneJournal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(isReversal ? "MR" : "ME")}-{wanted.LegalEntity}-{month.Year:D4}{month.Month:D2}-{number}"
            ),
            wanted.LegalEntity,
            month,
            date,
            isReversal,
            wanted.Currency,
            lines,
            by
        );
    }

    /// <summary>Finds out what became of an attempt; answers when that cannot be known yet.</summary>
    private async Task<JournalOutcome?> SettleAsync(LaneJournal attempt)
    {
        var found = await FindAsync(attempt);
        if (found is { State: TargetState.Posted })
        {
            // With its own lines, whatever the month says now.
            await PostedAsync(attempt, found);
            return null;
        }

        if (attempt.DanglingSince is null)
        {
            return null;
        }

        if (RestedAt(attempt) > clock.GetCurrentInstant())
        {
            return UnknownOf(attempt);
        }

        await recordAsync(new LaneEvent.JournalSettled(attempt.Reference, "failed"));
        return null;
    }

    private async Task<JournalOutcome> BringAsync(LaneJournal journal, bool isPlan)
    {
        if (journal.Lines.Count == 0)
        {
            var last = Of(journal.LegalEntity, journal.Month)
                .LastOrDefault(x => x.IsReversal == journal.IsReversal && x.Number is not null);
            return new JournalOutcome(JournalStatus.Unchanged, last?.Reference, last?.Number);
        }

        if (isPlan)
        {
            return OutcomeOf(journal, JournalStatus.Planned);
        }

        try
        {
            var found = await FindAsync(journal);
            await recordAsync(new LaneEvent.JournalAttempted(journal, clock.GetCurrentInstant()));
            found = await sink.WriteAsync(
                new Delivery.Journal(EntryOf(journal)),
                found,
                CancellationToken.None
            );
            RequireSame(journal, found);
            await PostedAsync(journal, found);
            return OutcomeOf(journal, JournalStatus.Posted) with { Number = found.Number };
        }
        catch (ConnectorException e)
        {
            return await FailedAsync(journal, e);
        }
    }

    private async Task<JournalOutcome> FailedAsync(LaneJournal journal, ConnectorException e)
    {
        var kept = book.State.Journals.GetValueOrDefault(journal.Reference);
        if (kept?.DanglingSince is not null)
        {
            if (e.Fault is ConnectorFault.OutcomeUnknown)
            {
                return UnknownOf(kept) with { Message = $"{UnknownOf(kept).Message}: {e.Message}" };
            }

            var outcome = e.Fault is ConnectorFault.Refused ? "refused" : "failed";
            await recordAsync(new LaneEvent.JournalSettled(journal.Reference, outcome));
        }

        return Not(journal, FaultReasons.Of(e), e.Message) with
        {
            Status = JournalFaults.StatusOf(e),
        };
    }

    /// <summary>What stands there under its reference.</summary>
    /// <exception cref="ConnectorException">Something else is posted under it.</exception>
    private async Task<TargetRecord?> FindAsync(LaneJournal journal)
    {
        var delivery = new Delivery.Journal(EntryOf(journal));
        var all = await sink.FindAsync(delivery, CancellationToken.None);
        var posted = all.Where(x => x.State is TargetState.Posted).ToList();
        if (posted.Count == 0)
        {
            return all is [var draft, ..] ? draft : null;
        }

        posted.ForEach(x => RequireSame(journal, x));
        return posted[0];
    }

    private void RequireSame(LaneJournal journal, TargetRecord posted)
    {
        if (posted.Net is { } net && net != journal.Total)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"{sink.System} holds {posted.Number} for {journal.Reference} with {net}, where "
                    + $"{journal.Total} belong. Nobody but the hub posts under its references: look there "
                    + "who did, and take it out of the ledger with its reference"
            );
        }
    }

    private Task PostedAsync(LaneJournal journal, TargetRecord found) =>
        recordAsync(
            new LaneEvent.JournalPosted(journal.Reference, found.ExternalId, found.Number!)
        );

    private static LedgerEntry EntryOf(LaneJournal journal)
    {
        var what =
            (journal.IsReversal ? "Reversal of month end " : "Month end ")
            + $"{journal.Month.Year:D4}-{journal.Month.Month:D2}";
        return new LedgerEntry(
            journal.Reference,
            journal.LegalEntity,
            journal.Date,
            journal.Currency,
            what,
            [
                .. journal.Lines.Select(x => new LedgerEntryLine(
                    x.Account,
                    x.Amount,
                    $"{what} of {x.Engagement}",
                    x.Dimensions
                )),
            ]
        );
    }

    private Instant RestedAt(LaneJournal attempt) =>
        attempt.DanglingSince!.Value
        + Duration.FromTimeSpan(sink.Capabilities.MaximumServerRunTime);

    private JournalOutcome UnknownOf(LaneJournal attempt) =>
        Not(
            attempt,
            ReasonCode.ErpOutcomeUnknown,
            $"{sink.System} was sent {attempt.Reference}, and it may still arrive until "
                + $"{RestedAt(attempt)}; give the command again after that"
        ) with
        {
            Status = JournalStatus.Unknown,
        };

    private static JournalOutcome Not(LaneJournal journal, ReasonCode reason, string message) =>
        OutcomeOf(journal, JournalStatus.Refused) with
        {
            Reason = reason.Value,
            Message = message,
        };

    private static JournalOutcome OutcomeOf(LaneJournal journal, JournalStatus status) =>
        new(status, journal.Reference, Amount: journal.Total, Lines: journal.Lines);
}

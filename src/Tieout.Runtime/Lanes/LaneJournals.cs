using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Revenue;
using Tieout.Runtime.ProjectSetup;
using Tieout.Runtime.Reconciliation.Rows;

namespace Tieout.Runtime.Lanes;

/// <summary>Brings the journals of month ends to one target, each line once.</summary>
/// <remarks>
/// What was posted before is in the lane's own history: a month that is posted again brings only what
/// has changed since. A journal is looked for by its reference before it is written.
/// </remarks>
internal sealed class LaneJournals(
    ISink sink,
    LaneBook book,
    ReferenceBooks books,
    Func<LaneEvent, Task> recordAsync,
    IClock clock
)
{
    /// <summary>Posts what of it the target does not hold yet.</summary>
    /// <exception cref="ConnectorException">The target did not tell what it holds.</exception>
    public async Task<JournalOutcome> PostAsync(MonthEndJournal wanted, string by)
    {
        if (Mine(wanted).FirstOrDefault(x => x.DanglingSince is not null) is { } dangling)
        {
            await SettleAsync(dangling);
            if (Mine(wanted).FirstOrDefault(x => x.DanglingSince is not null) is { } unknown)
            {
                return UnknownOf(unknown);
            }
        }

        var posted = Mine(wanted).Where(x => x.Number is not null).ToList();
        var rest = wanted.Less(posted.Select(x => x.Journal));
        if (rest.Lines.Count == 0)
        {
            return new JournalOutcome(
                JournalStatus.Unchanged,
                posted.LastOrDefault()?.Reference,
                posted.LastOrDefault()?.Number
            );
        }

        return await WriteAsync(ReferenceOf(wanted, posted.Count + 1), rest, by);
    }

    /// <summary>In the order in which they were sent.</summary>
    private IEnumerable<LaneJournal> Mine(MonthEndJournal wanted) =>
        book
            .State.Journals.Values.Where(x => x.IsAbout(wanted))
            .OrderBy(x => x.Reference.Length)
            .ThenBy(x => x.Reference, StringComparer.Ordinal);

    private static string ReferenceOf(MonthEndJournal journal, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(journal.IsReversal ? "MR" : "ME")}-{journal.LegalEntity}-{journal.Month.Year:D4}{journal.Month.Month:D2}-{number}"
        );

    /// <summary>Finds out what became of an attempt, as far as it can be known by now.</summary>
    private async Task SettleAsync(LaneJournal dangling)
    {
        var (entry, _) = EntryOf(dangling.Reference, dangling.Journal);
        var found = await FindAsync(entry);
        if (found is { State: TargetState.Posted })
        {
            await PostedAsync(dangling.Reference, found);
        }
        else if (RestedAt(dangling) <= clock.GetCurrentInstant())
        {
            await recordAsync(new LaneEvent.JournalSettled(dangling.Reference, "failed"));
        }
    }

    private async Task<JournalOutcome> WriteAsync(string reference, MonthEndJournal rest, string by)
    {
        var (entry, unmapped) = EntryOf(reference, rest);
        if (unmapped.Count > 0)
        {
            return Refused(
                entry,
                ReasonCode.AccountMappingMissing,
                $"no account of {rest.LegalEntity} is mapped for "
                    + string.Join(", ", unmapped.Select(StoredNames.Of))
            );
        }

        var found = await FindAsync(entry);
        var now = clock.GetCurrentInstant();
        await recordAsync(new LaneEvent.JournalAttempted(reference, rest, by, now));
        try
        {
            found = await sink.WriteAsync(
                new Delivery.Journal(entry),
                found,
                CancellationToken.None
            );
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.OutcomeUnknown)
        {
            return UnknownOf(book.State.Journals[reference]) with { Message = e.Message };
        }
        catch (ConnectorException e)
        {
            var isRefused = e.Fault is ConnectorFault.Refused;
            await recordAsync(
                new LaneEvent.JournalSettled(reference, isRefused ? "refused" : "failed")
            );
            return Refused(entry, FaultReasons.Of(e), e.Message) with
            {
                Status = isRefused ? JournalStatus.Refused : JournalStatus.Waiting,
            };
        }

        await PostedAsync(reference, found);
        return new JournalOutcome(JournalStatus.Posted, reference, found.Number, entry.Total);
    }

    /// <summary>What stands there under its reference.</summary>
    /// <exception cref="ConnectorException">Something else is posted under it.</exception>
    private async Task<TargetRecord?> FindAsync(LedgerEntry entry)
    {
        var delivery = new Delivery.Journal(entry);
        var all = await sink.FindAsync(delivery, CancellationToken.None);
        var found =
            all.FirstOrDefault(x => x.State is TargetState.Posted)
            ?? (all is [var draft, ..] ? draft : null);
        return found is { State: TargetState.Posted, Net: { } net } && net != entry.Total
            ? throw new ConnectorException(
                ConnectorFault.Refused,
                $"{sink.System} holds {found.Number} for {entry.Reference} with {net}, where "
                    + $"{entry.Total} belong; reverse it there."
            )
            : found;
    }

    private Task PostedAsync(string reference, TargetRecord found) =>
        recordAsync(new LaneEvent.JournalPosted(reference, found.ExternalId, found.Number!));

    private (LedgerEntry Entry, IReadOnlyList<AccountRole> Unmapped) EntryOf(
        string reference,
        MonthEndJournal journal
    )
    {
        var what = journal.IsReversal ? "Reversal of month end" : "Month end";
        var month = $"{journal.Month.Year:D4}-{journal.Month.Month:D2}";
        var lines = journal.Lines.Select(x =>
            (Line: x, Account: books.Current.AccountOf(journal.LegalEntity, x.Account))
        );
        return (
            new LedgerEntry(
                reference,
                journal.LegalEntity,
                journal.Date,
                journal.Currency,
                $"{what} {month}",
                [
                    .. lines.Select(x => new LedgerEntryLine(
                        x.Account ?? string.Empty,
                        x.Line.Amount,
                        $"{what} {month} of {x.Line.Engagement}",
                        x.Line.Dimensions
                    )),
                ]
            ),
            [.. lines.Where(x => x.Account is null).Select(x => x.Line.Account).Distinct()]
        );
    }

    private Instant RestedAt(LaneJournal dangling) =>
        dangling.DanglingSince!.Value
        + Duration.FromTimeSpan(sink.Capabilities.MaximumServerRunTime);

    private JournalOutcome UnknownOf(LaneJournal dangling) =>
        new(
            JournalStatus.Unknown,
            dangling.Reference,
            Amount: dangling.Journal.Total,
            Reason: ReasonCode.ErpOutcomeUnknown.Value,
            Message: $"{sink.System} was sent {dangling.Reference} and it is not there yet; it may "
                + $"still arrive until {RestedAt(dangling)}"
        );

    private static JournalOutcome Refused(LedgerEntry entry, ReasonCode reason, string message) =>
        new(
            JournalStatus.Refused,
            entry.Reference,
            Amount: entry.Total,
            Reason: reason.Value,
            Message: message
        );
}

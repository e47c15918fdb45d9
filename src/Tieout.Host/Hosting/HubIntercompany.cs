using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Intercompany;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Storage;

namespace Tieout.Host.Hosting;

/// <summary>What a month books between the companies of a hub.</summary>
/// <param name="Engagements">By contract; one of which there is nothing to tell is left out.</param>
/// <param name="Reference">What engagements share, accounts among it.</param>
/// <param name="WithoutProject">Pieces of work by the end of the month that belong to no contract yet.</param>
/// <param name="Mark">What the next booking follows, if this one is booked.</param>
public sealed record HubIntercompany(
    IReadOnlyList<IntercompanyMonth> Engagements,
    ReferenceBook Reference,
    long WithoutProject,
    BookingMark Mark
)
{
    /// <summary>Of all contracts, by accounting date.</summary>
    public IReadOnlyList<IntercompanyPosting> Postings =>
        [
            .. Engagements
                .SelectMany(month => month.Postings)
                .OrderBy(posting => posting.Date)
                .ThenBy(posting => posting.Time.Engagement.Value, StringComparer.Ordinal),
        ];

    /// <summary>Folds each contract from the log, one at a time. O(history).</summary>
    /// <param name="reading">The hub, which may be running.</param>
    /// <param name="month">Through its last day.</param>
    /// <param name="booked">
    /// The difference is to what was known then; to what is known now of the month before when none.
    /// </param>
    /// <param name="entity">Only pairs with this legal entity; all when none.</param>
    /// <param name="progress">Told of each contract.</param>
    /// <param name="cancellationToken">Ends it between two contracts.</param>
    public static async Task<HubIntercompany> ReadAsync(
        HubReading reading,
        YearMonth month,
        BookingMark? booked,
        LegalEntityCode? entity,
        IProgress<int> progress,
        CancellationToken cancellationToken
    )
    {
        var mark = new BookingMark(month, reading.Offset);
        var before = booked ?? new BookingMark(month.PlusMonths(-1), mark.Event);
        var (contracts, parked) = await HubContracts.ListAsync(
            reading.Tables,
            month,
            engagement: null,
            entity: null,
            cancellationToken
        );
        var references = await FoldAsync(
            reading.Log,
            Streams.Reference,
            ReferenceBook.Empty,
            (book, stored) => book.Evolve(EventCodec.DecodeReference(stored)),
            (before.Event, mark.Event),
            cancellationToken
        );
        var months = new List<IntercompanyMonth>();
        for (var i = 0; i < contracts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var states = await FoldAsync(
                reading.Log,
                Streams.Engagement(contracts[i]),
                new EngagementState(contracts[i]) { KeepsClosedWork = true },
                (state, stored) => state.Evolve(EventCodec.DecodeEngagement(stored)).State,
                (before.Event, mark.Event),
                cancellationToken
            );
            var told = IntercompanyMonth.Of(
                month,
                ToDate(states.Before, references.Before, before.Month),
                ToDate(states.Now, references.Now, month)
            );
            if (Only(entity, told) is { } some && some.Postings.Count + some.Gaps.Count > 0)
            {
                months.Add(some);
            }

            progress.Report(i + 1);
        }

        return new HubIntercompany(months, references.Now, parked, mark);
    }

    private static EngagementIntercompany ToDate(
        EngagementState state,
        ReferenceBook reference,
        YearMonth month
    ) => EngagementIntercompany.Of(state, reference, month.ToDateInterval().End);

    private static IntercompanyMonth Only(LegalEntityCode? entity, IntercompanyMonth month) =>
        entity is not { } one
            ? month
            : month with
            {
                Postings =
                [
                    .. month.Postings.Where(x => x.Time.Lender == one || x.Time.Borrower == one),
                ],
                // Where one side is not known it may be this one.
                Gaps =
                [
                    .. month.Gaps.Where(x =>
                        x.Lender is null
                        || x.Lender == one
                        || x.Borrower is null
                        || x.Borrower == one
                    ),
                ],
            };

    /// <summary>A stream as it was after two events of the log, in one pass.</summary>
    private static async Task<(T Before, T Now)> FoldAsync<T>(
        ILogReader log,
        StreamId stream,
        T beginning,
        Func<T, StoredEvent, T> evolve,
        (long Before, long Now) events,
        CancellationToken cancellationToken
    )
    {
        var (before, now) = (beginning, beginning);
        await foreach (var stored in log.ReadStreamAsync(stream, 0, cancellationToken))
        {
            if (stored.Sequence > events.Now)
            {
                break;
            }

            now = evolve(now, stored);
            if (stored.Sequence <= events.Before)
            {
                before = now;
            }
        }

        return (before, now);
    }
}

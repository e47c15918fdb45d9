using System.Runtime.CompilerServices;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Reads by the instant of the last change, and misses none.</summary>
/// <remarks>
/// A reading begins at the newest stamp less the overlap and leaves out what was delivered since.
/// <code>
///   stamps  ----|=====overlap=====|----> newest stamp of the last reading
///               the next reading
/// </code>
/// In a list in the order of the stamp it goes on from the last stamp of each page, and pages only
/// within one stamp: a record that changes meanwhile moves to the end and shifts no others. A list in
/// any other order is read again until it brings nothing new, because it may have shifted.
/// </remarks>
internal sealed class SinceReader(
    RestChanges.Since since,
    RestResource resource,
    RestClient client,
    RecordMapper mapper,
    IClock clock,
    RereadReader? watch
) : ChangeReader(resource, client, mapper, clock)
{
    private const int StampMax = 40;

    public override Scope ScopeOf(ReadState state)
    {
        var from = state.At ?? state.Start;
        return Client.Scopes.With(
            ("since", from is { } ticks ? Text(ticks) : since.Start),
            ("sinceId", state.AtId),
            ("now", Text(Clock.GetCurrentInstant().ToUnixTimeTicks())),
            ("today", LocalDatePattern.Iso.Format(Clock.GetCurrentInstant().InUtc().Date))
        );
    }

    public override async IAsyncEnumerable<Page> ReadAsync(
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var state = ReadState.Parse(after);
        var delivered = DeliveredStamps.Parse(state.Delivered);
        var inThisReading = new HashSet<string>(StringComparer.Ordinal);
        var kept = state;
        while (true)
        {
            var isResumed = state.Position is not null;
            var isNew = false;
            var pages = 0;
            while (true)
            {
                var page = await PageAsync(state, ScopeOf(state), cancellationToken);
                pages++;
                var meant = Meant(page);
                var fresh = meant
                    .Zip(await FingerprintsAsync(meant, cancellationToken))
                    .Where(x => IsFresh(x.First, x.Second, delivered, inThisReading))
                    .Select(x => x.First)
                    .ToList();
                isNew |= fresh.Count > 0;
                state = After(page, fresh.Count > 0, state, out var isLast);
                state =
                    isLast && (since.IsAscending || (pages == 1 && !isResumed) || !isNew)
                        ? Finish(state, delivered)
                        : state with
                        {
                            Delivered = Remember(state, delivered),
                        };
                if (fresh.Count > 0)
                {
                    var mapped = await MapAsync(fresh, cancellationToken);
                    state = Watching(state, mapped);
                    yield return PageOf(mapped, state);
                    kept = state;
                }

                if (isLast)
                {
                    break;
                }
            }

            if (since.IsAscending || (pages == 1 && !isResumed) || !isNew)
            {
                break;
            }
        }

        if (await EndAsync(state, kept, cancellationToken) is { } end)
        {
            yield return end;
        }
    }

    /// <summary>What is delivered is watched from the same cursor on: no deletion comes in between.</summary>
    private ReadState Watching(ReadState state, IReadOnlyList<MappedRecord> mapped)
    {
        if (watch is null)
        {
            return state;
        }

        var ids = mapped
            .Where(x => x.Taken is { Fact: Work { IsDeleted: false } work } && watch.Watches(work))
            .Select(x => Mapper.IdOf(x.Record))
            .OfType<string>();
        return state with { Watched = MissingRecords.Add(state.Watched, [.. ids]) };
    }

    /// <summary>What is gone, and the place after the reading where no page had it.</summary>
    private async Task<Page?> EndAsync(
        ReadState state,
        ReadState kept,
        CancellationToken cancellationToken
    )
    {
        var (gone, watched) = watch is null
            ? ([], state.Watched)
            : await watch.LookAsync(state.Watched, NewestOf(state), cancellationToken);
        // What was read may show in no record; without its place it would be read again.
        var hasMoved = state.Start != kept.Start && state.Start is not null;
        return
            gone.Count > 0
            || hasMoved
            || !string.Equals(watched, kept.Watched, StringComparison.Ordinal)
            ? new Page(gone, [], (state with { Watched = watched }).ToCursor())
            : null;
    }

    /// <summary>Of all that was read: a finished reading has it less the overlap.</summary>
    private Instant NewestOf(ReadState state) =>
        state.High is { } high ? Instant.FromUnixTimeTicks(high)
        : state.Start is { } start ? Instant.FromUnixTimeTicks(start + since.Overlap.Ticks)
        : Instant.MinValue;

    private bool IsFresh(
        Place record,
        string fingerprint,
        DeliveredStamps delivered,
        HashSet<string> inThisReading
    )
    {
        var stamp = since.StampOf(record)?.ToUnixTimeTicks() ?? long.MaxValue;
        var isFresh = !delivered.Has(stamp, fingerprint);
        delivered.Add(stamp, fingerprint);
        return inThisReading.Add(fingerprint) && isFresh;
    }

    private ReadState After(RestPage page, bool isNew, ReadState state, out bool isLast)
    {
        var stamped = page
            .Records.Select(x => (Record: x, Stamp: since.StampOf(x)?.ToUnixTimeTicks()))
            .Where(x => x.Stamp is not null)
            .ToList();
        if (stamped.Count == 0 && page.Records is [var first, ..])
        {
            throw Unstamped(first);
        }

        var high =
            stamped.Count == 0 ? state.High : Max(state.High, stamped.Max(x => x.Stamp!.Value));
        isLast = since.Id is null ? page.Next is null : page.Records.Count == 0 || !isNew;
        var next = state with { High = high, Position = isLast ? null : page.Next };
        if (!since.IsAscending || stamped.Count == 0 || isLast)
        {
            return next;
        }

        var (last, at) = stamped[^1];
        var id = since.Id?.Find(last) is { } value ? JsonTexts.TextOf(value) : null;
        var isFurther = at > (state.At ?? state.Start ?? long.MinValue) || id is not null;
        return isFurther ? next with { At = at, AtId = id, Position = null } : next;
    }

    private ReadState Finish(ReadState state, DeliveredStamps delivered)
    {
        var start = state.High is { } high
            ? Math.Max(state.Start ?? long.MinValue, high - since.Overlap.Ticks)
            : state.Start;
        var from = start is { } some ? delivered.Trim(some) : start;
        return new ReadState
        {
            Start = from,
            Delivered = delivered.Format(),
            Watched = state.Watched,
        };
    }

    private string? Remember(ReadState state, DeliveredStamps delivered)
    {
        if (state.High is { } high)
        {
            delivered.Trim(high - since.Overlap.Ticks);
        }

        return delivered.Format();
    }

    /// <summary>Without a stamp nobody could go on from what was read: all would come again each time.</summary>
    private ConnectorException Unstamped(Place record)
    {
        var path = since.Stamp[0];
        var text = path.Find(record) is { } value ? JsonTexts.TextOf(value) : null;
        var what = text is null
            ? "has nothing there"
            : $"has '{text[..Math.Min(StampMax, text.Length)]}'";
        return new ConnectorException(
            ConnectorFault.Contract,
            $"{Resource.Name}: no record of a page has an instant at '{path.Text}' that can be read, the first {what}; check stamp, extract, as and zone of changes."
        );
    }

    private static long Max(long? left, long right) =>
        left is { } some ? Math.Max(some, right) : right;

    private string Text(long ticks) => since.StampForm.Format(Instant.FromUnixTimeTicks(ticks));
}

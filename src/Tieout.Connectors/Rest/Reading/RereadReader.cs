using System.Runtime.CompilerServices;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Reads a list, or a window of it, again and delivers what it has not delivered before.</summary>
/// <remarks>
/// The cursor has a fingerprint of each record, or of each page where there are many; a reading that
/// was broken off begins again and passes over what was delivered. Deletions are looked for at the
/// end of a reading that went from the first page to the last.
/// </remarks>
internal sealed class RereadReader(
    RestChanges.Reread reread,
    RestResource resource,
    RestClient client,
    RecordMapper mapper,
    IClock clock
) : ChangeReader(resource, client, mapper, clock)
{
    public override Scope ScopeOf(ReadState state)
    {
        if (reread.Window is not { } window)
        {
            return Client.Scopes.Plain;
        }

        var pattern = window.Format is { } format
            ? LocalDatePattern.CreateWithInvariantCulture(format)
            : LocalDatePattern.Iso;
        var today = Today(window);
        var usual = today.PlusDays(-window.DaysBack);
        var from = state.IsLoaded is true ? usual : window.Start ?? usual;
        return Client.Scopes.With(
            ("from", pattern.Format(LocalDate.Min(from, usual))),
            ("to", pattern.Format(today.PlusDays(window.DaysAhead)))
        );
    }

    public override async IAsyncEnumerable<Page> ReadAsync(
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var state = ReadState.Parse(after);
        var kept = state;
        var scope = ScopeOf(state);
        var isWhole = reread.Window?.Start is null || state.IsLoaded is true;
        var before = DeliveredPages.Parse(state.Delivered);
        var watched = IdSet.Parse(state.Watched);
        var now = new DeliveredPages();
        var there = new HashSet<string>(StringComparer.Ordinal);
        string? position = null;
        do
        {
            var page = await PageAsync(
                new ReadState { Position = position },
                scope,
                cancellationToken
            );
            position = page.Next;
            there.UnionWith(IdsOf(page));
            var fresh = await FreshAsync(page, now, before, cancellationToken);
            if (fresh.Count > 0)
            {
                kept = state with
                {
                    Delivered = (position is null ? now : now.With(before)).Format(),
                    IsLoaded = position is null ? true : state.IsLoaded,
                    Watched = Missing.Watch(
                        isWhole ? watched.Union(there, StringComparer.Ordinal) : []
                    ),
                };
                yield return await PageOfAsync(fresh, kept, cancellationToken);
            }
        } while (position is not null);

        var gone = await GoneAsync(watched, there, Instant.MinValue, scope, cancellationToken);
        var end = new ReadState
        {
            Delivered = now.Format(),
            Watched = Missing.Watch(isWhole ? there : []),
            IsLoaded = true,
        };
        if (gone.Count > 0 || end != kept)
        {
            yield return new Page(gone, [], end.ToCursor());
        }
    }

    /// <summary>Whether it is in the days that are read: it is missing then once it is gone.</summary>
    public bool Watches(Work work) =>
        reread.Window is not { } window
        || (
            Today(window).PlusDays(-window.DaysBack) <= work.ServiceDate
            && work.ServiceDate <= Today(window).PlusDays(window.DaysAhead)
        );

    /// <summary>Reads the list for its ids only.</summary>
    /// <param name="watched">The ids of which one may be gone.</param>
    /// <param name="newest">The newest stamp of the records: a deletion is newer, whichever clock is ahead.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is gone of those that are watched, and which are from now on.</returns>
    public async Task<(IReadOnlyList<SourceRecord> Gone, string? Watched)> LookAsync(
        string? watched,
        Instant newest,
        CancellationToken cancellationToken
    )
    {
        var scope = ScopeOf(new ReadState { IsLoaded = true });
        var there = new HashSet<string>(StringComparer.Ordinal);
        string? position = null;
        do
        {
            var page = await PageAsync(
                new ReadState { Position = position },
                scope,
                cancellationToken
            );
            position = page.Next;
            there.UnionWith(IdsOf(page));
        } while (position is not null);

        var gone = await GoneAsync(IdSet.Parse(watched), there, newest, scope, cancellationToken);
        return (gone, Missing.Watch(there));
    }

    private LocalDate Today(RestWindow window) =>
        Clock.GetCurrentInstant().InZone(window.Zone).Date;

    private IEnumerable<string> IdsOf(RestPage page) =>
        Meant(page).Select(Mapper.IdOf).OfType<string>();

    private async Task<IReadOnlyList<SourceRecord>> GoneAsync(
        HashSet<string> watched,
        HashSet<string> there,
        Instant newest,
        Scope scope,
        CancellationToken cancellationToken
    )
    {
        var gone = await Missing.FindAsync(
            watched.Except(there, StringComparer.Ordinal),
            watched.Count,
            scope,
            cancellationToken
        );
        var now = Instant.Max(newest, Clock.GetCurrentInstant());
        return [.. gone.Select(x => Mapper.Gone(x, now))];
    }

    private async Task<IReadOnlyList<Place>> FreshAsync(
        RestPage page,
        DeliveredPages now,
        DeliveredPages before,
        CancellationToken cancellationToken
    )
    {
        var meant = Meant(page);
        return now.Add(meant, await FingerprintsAsync(meant, cancellationToken), before);
    }
}

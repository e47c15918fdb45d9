using System.Runtime.CompilerServices;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

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
    private readonly MissingRecords _missing = new(resource, client);

    public override Scope ScopeOf(ReadState state)
    {
        if (reread.Window is not { } window)
        {
            return Client.Scopes.Plain;
        }

        var pattern = window.Format is { } format
            ? LocalDatePattern.CreateWithInvariantCulture(format)
            : LocalDatePattern.Iso;
        var today = Clock.GetCurrentInstant().InZone(window.Zone).Date;
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
            there.UnionWith(Meant(page).Select(Mapper.IdOf).OfType<string>());
            var fresh = await FreshAsync(page, now, before, cancellationToken);
            if (fresh.Count > 0)
            {
                kept = state with
                {
                    Delivered = (position is null ? now : now.With(before)).Format(),
                    IsLoaded = position is null ? true : state.IsLoaded,
                    Watched = _missing.Watch(
                        isWhole ? watched.Union(there, StringComparer.Ordinal) : []
                    ),
                };
                yield return await PageOfAsync(fresh, kept, cancellationToken);
            }
        } while (position is not null);

        var gone = await _missing.FindAsync(
            watched.Except(there, StringComparer.Ordinal),
            watched.Count,
            cancellationToken
        );
        var end = new ReadState
        {
            Delivered = now.Format(),
            Watched = _missing.Watch(isWhole ? there : []),
            IsLoaded = true,
        };
        var told = gone.Select(x => Mapper.Gone(x, Clock.GetCurrentInstant())).ToList();
        if (told.Count > 0 || end != kept)
        {
            yield return new Page(told, [], end.ToCursor());
        }
    }

    private async Task<IReadOnlyList<Place>> FreshAsync(
        RestPage page,
        DeliveredPages now,
        DeliveredPages before,
        CancellationToken cancellationToken
    )
    {
        if (Resource.Deletions is { IsAll: true })
        {
            return [];
        }

        var meant = Meant(page);
        return now.Add(meant, await FingerprintsAsync(meant, cancellationToken), before);
    }
}

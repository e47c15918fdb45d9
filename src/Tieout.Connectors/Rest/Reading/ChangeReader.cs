using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Reads what has changed in one list since a cursor.</summary>
internal abstract class ChangeReader(
    RestResource resource,
    RestClient client,
    RecordMapper mapper,
    IClock clock
)
{
    private readonly int _pagesMax = client.PagesMax;
    private readonly RecordShapes _shapes = new(resource);
    private int _pages;

    protected RestResource Resource => resource;

    protected RestClient Client => client;

    protected RecordMapper Mapper => mapper;

    protected MissingRecords Missing { get; } = new(resource, client);

    protected IClock Clock => clock;

    protected RecordWalk Walk { get; } = new(client, resource);

    /// <summary>One reading, as <see cref="ISource.ReadAsync"/> promises it.</summary>
    public abstract IAsyncEnumerable<Page> ReadAsync(
        Cursor after,
        CancellationToken cancellationToken
    );

    /// <summary>What is asked for from a cursor on; for a look at the first page.</summary>
    public abstract Scope ScopeOf(ReadState state);

    public static ChangeReader Of(
        RestResource resource,
        RestClient client,
        RecordMapper mapper,
        IClock clock,
        RereadReader? watch = null
    ) =>
        resource.Changes switch
        {
            RestChanges.Since since => new SinceReader(
                since,
                resource,
                client,
                mapper,
                clock,
                watch
            ),
            RestChanges.Sequence sequence => new SequenceReader(
                sequence,
                resource,
                client,
                mapper,
                clock
            ),
            RestChanges.Token token => new TokenReader(token, resource, client, mapper, clock),
            RestChanges.Reread reread => new RereadReader(reread, resource, client, mapper, clock),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The records of a page that the manifest means.</summary>
    protected IReadOnlyList<Place> Meant(RestPage page) =>
        [.. page.Records.Where(x => resource.Where.All(w => w.Holds(x)))];

    /// <summary>The page that a reading has come to; so many and no more.</summary>
    protected async Task<RestPage> PageAsync(
        ReadState state,
        Scope scope,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (++_pages > _pagesMax)
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"{resource.Name}: one reading has more pages than limits.pagesMax; check paging and changes."
            );
        }

        var page = await Walk.ReadAsync(scope, state.Position, cancellationToken);
        await client.CheckReadingAsync(cancellationToken);
        return page;
    }

    protected async Task<IReadOnlyList<string>> FingerprintsAsync(
        IReadOnlyList<Place> records,
        CancellationToken cancellationToken
    )
    {
        var fingerprints = new List<string>();
        foreach (var record in records)
        {
            fingerprints.Add(await mapper.FingerprintAsync(record, cancellationToken));
        }

        return fingerprints;
    }

    protected async Task<Page> PageOfAsync(
        IReadOnlyList<Place> records,
        ReadState state,
        CancellationToken cancellationToken
    ) => PageOf(await MapAsync(records, cancellationToken), state);

    protected async Task<IReadOnlyList<MappedRecord>> MapAsync(
        IReadOnlyList<Place> records,
        CancellationToken cancellationToken
    ) =>
        await mapper.MapAsync(
            await ReallyGoneAsync(records, cancellationToken),
            clock.GetCurrentInstant(),
            cancellationToken
        );

    /// <summary>Of a list of deletions what is not there, where the manifest says how to ask.</summary>
    private async Task<IReadOnlyList<Place>> ReallyGoneAsync(
        IReadOnlyList<Place> records,
        CancellationToken cancellationToken
    )
    {
        if (resource is not { IsOfDeleted: true, Deletions: not null })
        {
            return records;
        }

        var gone = new List<Place>();
        foreach (var record in records)
        {
            if (
                mapper.IdOf(record) is not { } id
                || !await Missing.IsThereAsync(id, client.Scopes.Plain, cancellationToken)
            )
            {
                gone.Add(record);
            }
        }

        return gone;
    }

    protected Page PageOf(IReadOnlyList<MappedRecord> mapped, ReadState state) =>
        new(
            [.. mapped.Select(x => x.Taken).OfType<SourceRecord>()],
            [.. mapped.Select(x => x.Rejected).OfType<RejectedRecord>()],
            state.ToCursor()
        )
        {
            Shape = _shapes.Of(mapped.Select(x => x.Record.Value)),
        };
}

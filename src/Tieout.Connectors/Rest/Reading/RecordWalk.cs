using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Reads the list of a resource page by page, for each record of another list where there is one.</summary>
/// <remarks>
/// A place is then the id of that record and the place in its list. The records are asked for once in a
/// reading; one that has gone when a reading is resumed begins the list anew.
/// </remarks>
internal sealed class RecordWalk(RestClient client, RestResource resource)
{
    private readonly PageWalk _list = new(
        client,
        new RestListing(resource.Call, resource.Records, resource.Paging)
    );

    private IReadOnlyList<(string Id, Place Record)>? _owners;

    /// <summary>Reads the page at a place.</summary>
    /// <param name="scope">What the placeholders of the request mean.</param>
    /// <param name="position">None for the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectorException">An error, or no list where the manifest says so.</exception>
    public async Task<RestPage> ReadAsync(
        Scope scope,
        string? position,
        CancellationToken cancellationToken
    )
    {
        if (resource.Each is not { } each)
        {
            return await _list.ReadAsync(scope, position, around: null, cancellationToken);
        }

        _owners ??= await OwnersAsync(each, scope, cancellationToken);
        if (_owners.Count == 0)
        {
            return new RestPage([], null, default);
        }

        var (at, inner) = PlaceOf(position);
        var (id, owner) = _owners[at];
        var page = await _list.ReadAsync(
            scope.Within("each", owner.Value),
            inner,
            owner,
            cancellationToken
        );
        var next =
            page.Next is { } more ? $"{id}\n{more}"
            : at + 1 < _owners.Count ? $"{_owners[at + 1].Id}\n"
            : null;
        return page with { Next = next };
    }

    private (int At, string? Inner) PlaceOf(string? position)
    {
        var parts = (position ?? string.Empty).Split('\n', 2);
        for (var i = 0; i < _owners!.Count; i++)
        {
            if (_owners[i].Id.Equals(parts[0], StringComparison.Ordinal))
            {
                return (i, parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null);
            }
        }

        return (0, null);
    }

    private async Task<IReadOnlyList<(string, Place)>> OwnersAsync(
        RestEach each,
        Scope scope,
        CancellationToken cancellationToken
    )
    {
        var owners = new List<(string, Place)>();
        var walk = new PageWalk(client, each.List);
        await foreach (var record in walk.AllAsync(scope, cancellationToken))
        {
            var id = each.Id.Find(record) is { } value ? JsonTexts.TextOf(value) : null;
            owners.Add(
                id is { Length: > 0 }
                    ? (id, record)
                    : throw new ConnectorException(
                        ConnectorFault.Contract,
                        $"{resource.Name}: a record of each has no id at '{each.Id.Text}'; say where with each.id."
                    )
            );
        }

        return owners;
    }
}

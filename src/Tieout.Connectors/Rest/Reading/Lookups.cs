using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Records that others refer to; each is asked for once in a reading.</summary>
internal sealed class Lookups(RestClient client, IReadOnlyDictionary<string, RestLookup> lookups)
{
    private const int KeptMax = 50_000;

    private readonly Dictionary<(string Name, string Key), Place?> _known = [];
    private readonly Dictionary<string, Dictionary<string, Place>> _lists = new(
        StringComparer.Ordinal
    );

    /// <summary>Whether what is not found has no value, and is no mistake.</summary>
    public bool IsList(string name) => lookups[name].List is not null;

    /// <summary>None when the system has no such record.</summary>
    /// <exception cref="ConnectorException">The system did not answer.</exception>
    public async Task<Place?> FindAsync(
        string name,
        string key,
        CancellationToken cancellationToken
    )
    {
        if (lookups[name] is { List: { } list, Key: { } by })
        {
            if (!_lists.TryGetValue(name, out var records))
            {
                records = await ListAsync(list, by, cancellationToken);
                _lists.Add(name, records);
            }

            return records.GetValueOrDefault(key);
        }

        if (_known.TryGetValue((name, key), out var known))
        {
            return known;
        }

        if (_known.Count >= KeptMax)
        {
            _known.Clear();
        }

        var lookup = lookups[name];
        var found = await client.TryReadAsync(
            new RestRequest(lookup.Call, client.Scopes.With(("key", key))),
            cancellationToken
        );
        var place =
            found is { Body.ValueKind: not JsonValueKind.Undefined }
            && lookup.Record.Find(new Place(found.Body)) is { } record
                ? new Place(record)
                : null;
        _known[(name, key)] = place;
        return place;
    }

    private async Task<Dictionary<string, Place>> ListAsync(
        RestListing list,
        Template by,
        CancellationToken cancellationToken
    )
    {
        var records = new Dictionary<string, Place>(StringComparer.Ordinal);
        await foreach (var record in new PageWalk(client, list).AllAsync(cancellationToken))
        {
            if (by.Fill(client.Scopes.Of(record)) is { } key)
            {
                _ = records.TryAdd(key, record);
            }
        }

        return records;
    }
}

using System.Text.Json;
using NodaTime.Text;
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
    private readonly Dictionary<string, ILookup<string, LookupRecord>> _lists = new(
        StringComparer.Ordinal
    );

    private readonly Dictionary<
        string,
        (Place Start, ILookup<string, LookupRecord> Records)
    > _included = new(StringComparer.Ordinal);

    /// <summary>Whether what is not found has no value, and is no mistake.</summary>
    public bool MayLack(string name) => lookups[name].MayLack;

    /// <summary>Whether a field says more than its record does.</summary>
    public bool AreOutside(RestField field) => field.IsOutside(lookups);

    /// <summary>None when the system has no such record.</summary>
    /// <param name="name">Of the look-up.</param>
    /// <param name="key">What a record refers to.</param>
    /// <param name="day">That the record is about; none where days do not matter.</param>
    /// <param name="from">The record that refers to it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectorException">The system did not answer.</exception>
    public async Task<Place?> FindAsync(
        string name,
        string key,
        LocalDate? day,
        Place from,
        CancellationToken cancellationToken
    )
    {
        if (!IsMeant(lookups[name]))
        {
            return null;
        }

        if (lookups[name].List is not null)
        {
            var records = await ListAsync(lookups[name], cancellationToken);
            return records[key].FirstOrDefault(x => x.IsAbout(day))?.Record;
        }

        if (lookups[name] is { Included: { } included, Key: { } of })
        {
            return Included(lookups[name], included, of, from)[key]
                .FirstOrDefault(x => x.IsAbout(day))
                ?.Record;
        }

        if (!_known.TryGetValue((name, key), out var known))
        {
            if (_known.Count >= KeptMax)
            {
                _known.Clear();
            }

            known = await AskAsync(lookups[name], key, cancellationToken);
            _known[(name, key)] = known;
        }

        return known;
    }

    /// <summary>Every record of a list that has a key, each with the record that refers to it around.</summary>
    /// <param name="name">Of the look-up, which is a list.</param>
    /// <param name="key">What they have in common.</param>
    /// <param name="owner">The record that refers to them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectorException">The system did not answer.</exception>
    public async Task<IReadOnlyList<Place>> AllAsync(
        string name,
        string key,
        Place owner,
        CancellationToken cancellationToken
    )
    {
        if (!IsMeant(lookups[name]))
        {
            return [];
        }

        var answers = new Dictionary<Place, Place>(ReferenceEqualityComparer.Instance);
        var records = await ListAsync(lookups[name], cancellationToken);
        return [.. records[key].Select(x => x.Record.Around(owner, answers))];
    }

    /// <summary>Whether rows below a record say more than it does.</summary>
    public bool AreOutside(RestRows rows) => rows.AreOutside(lookups);

    private bool IsMeant(RestLookup lookup) =>
        lookup.When is not { } when || when.Fill(client.Scopes.Plain) is { Length: > 0 };

    private async Task<Place?> AskAsync(
        RestLookup lookup,
        string key,
        CancellationToken cancellationToken
    )
    {
        var found = await client.TryReadAsync(
            new RestRequest(lookup.Call, client.Scopes.With(("key", key))),
            cancellationToken
        );
        return found is { Body.ValueKind: not JsonValueKind.Undefined }
            ? lookup
                .Record.FindAll(new Place(found.Body, IsAnswer: true))
                .Take(1)
                .FirstOrDefault(lookup.Takes)
            : null;
    }

    /// <summary>What stands beside a record; the same for all records that it is beside.</summary>
    private ILookup<string, LookupRecord> Included(
        RestLookup lookup,
        DataPath path,
        Template by,
        Place from
    )
    {
        var start = path.StartOf(from);
        if (_included.TryGetValue(lookup.Name, out var last) && ReferenceEquals(last.Start, start))
        {
            return last.Records;
        }

        var records = path.FindAll(from)
            .Where(lookup.Takes)
            .Select(x => (Key: by.Fill(client.Scopes.Of(x)), Record: Dated(lookup, x)))
            .Where(x => x.Key is not null)
            .ToLookup(x => x.Key!, x => x.Record, StringComparer.Ordinal);
        if (start is not null)
        {
            _included[lookup.Name] = (start, records);
        }

        return records;
    }

    private static LookupRecord Dated(RestLookup lookup, Place record) =>
        new(
            record,
            DayAt(lookup, lookup.From, record),
            DayAt(lookup, lookup.To, record),
            lookup.IsDated
        );

    /// <summary>The list of a look-up, which is read once.</summary>
    private async Task<ILookup<string, LookupRecord>> ListAsync(
        RestLookup lookup,
        CancellationToken cancellationToken
    )
    {
        if (!_lists.TryGetValue(lookup.Name, out var records))
        {
            records = await ListAsync(lookup, lookup.List!, lookup.Key!, cancellationToken);
            _lists.Add(lookup.Name, records);
        }

        return records;
    }

    private async Task<ILookup<string, LookupRecord>> ListAsync(
        RestLookup lookup,
        RestListing list,
        Template by,
        CancellationToken cancellationToken
    )
    {
        var records = new List<(string Key, LookupRecord Record)>();
        var walk = new PageWalk(client, list);
        await foreach (var record in walk.AllAsync(client.Scopes.Plain, cancellationToken))
        {
            if (lookup.Takes(record) && by.Fill(client.Scopes.Of(record)) is { } key)
            {
                records.Add((key, Dated(lookup, record)));
            }
        }

        return records.ToLookup(x => x.Key, x => x.Record, StringComparer.Ordinal);
    }

    private static LocalDate? DayAt(RestLookup lookup, DataPath? path, Place record)
    {
        if (
            path?.Find(record) is not { } value
            || JsonTexts.TextOf(value) is not { Length: > 0 } text
        )
        {
            return null;
        }

        return LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day)
            ? day
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"lookups.{lookup.Name}: what is at '{path.Text}' is no day such as 2026-01-31."
            );
    }
}

using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Reading;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Probing;

/// <summary>Tries a manifest out against the system, reading only.</summary>
public sealed class RestProbe : IDisposable
{
    /// <summary>Pages of each list that are looked at unless more are wanted.</summary>
    public const int PagesUsual = 2;

    private const int PagesMax = 3;
    private const int RejectionsMax = 10;
    private const int UnmappedMax = 20;

    private readonly RestOptions _options;
    private readonly IClock _clock;
    private readonly RestClient _client;
    private readonly RestSource _source;
    private readonly int _pagesMax;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="clock">Says what day it is, and the version of what tells none.</param>
    /// <param name="timeProvider">Runs time-outs and pauses.</param>
    /// <param name="pagesMax">Pages of each list whose records are looked at.</param>
    public RestProbe(
        RestOptions options,
        IClock clock,
        TimeProvider timeProvider,
        int pagesMax = PagesUsual
    )
    {
        _pagesMax = Math.Min(pagesMax, options.Manifest.Dialect.Limits.PagesMax);
        _options = options;
        _clock = clock;
        _client = new RestClient(options, timeProvider);
        _source = new RestSource(options, clock, timeProvider);
    }

    /// <summary>Logs in, then reads some pages of each resource, and a page of what is written.</summary>
    /// <param name="progress">Told the name of each resource before it is read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ProbeReport> RunAsync(
        IProgress<string> progress,
        CancellationToken cancellationToken
    )
    {
        var manifest = _options.Manifest;
        var address = _client.Address.Root.ToString();
        try
        {
            await _source.CheckAsync(cancellationToken);
        }
        catch (ConnectorException e)
        {
            return new ProbeReport(manifest.SystemName, address, e.Message, [], []);
        }

        var resources = new List<ProbedResource>();
        foreach (var resource in manifest.Dialect.Resources.Where(IsRead))
        {
            progress.Report(resource.Name);
            resources.Add(await TryAsync(resource, cancellationToken));
        }

        var targets = await new TargetProbe(_client, manifest.Dialect).RunAsync(
            progress,
            cancellationToken
        );
        return new ProbeReport(manifest.SystemName, address, Connection: null, resources, targets);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        _client.Dispose();
    }

    /// <summary>Whether it is a feed: no setting leaves it out, and it is not read for the sake of another.</summary>
    private bool IsRead(RestResource resource) =>
        _source.Feeds.Any(x => x.Name.Equals(resource.Name, StringComparison.Ordinal));

    private async Task<ProbedResource> TryAsync(
        RestResource resource,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<string>();
        var notes = new List<string>();
        var pages = new PageProbe(_client, resource, _pagesMax);
        IReadOnlyList<Place> records = [];
        var cursor = "not reached";
        IReadOnlyList<MappedRecord> mapped = [];
        try
        {
            var fields = new FieldReader(
                _client.Scopes,
                new Lookups(_client, _options.Manifest.Dialect.Lookups)
            );
            var mapper = new RecordMapper(resource, _options.System, fields);
            var scope = ChangeReader.Of(resource, _client, mapper, _clock).ScopeOf(new ReadState());
            await pages.ReadAsync(scope, problems, notes, cancellationToken);
            records = [.. pages.Records.Where(x => resource.Where.All(w => w.Holds(x)))];
            mapped = await mapper.MapAsync(records, _clock.GetCurrentInstant(), cancellationToken);
            notes.AddRange(Gaps(resource.Fields, records, mapped));
            cursor = pages.IsStopped
                ? "not reached"
                : await AgainAsync(resource, problems, cancellationToken);
        }
        catch (ConnectorException e)
        {
            problems.Add(e.Message);
        }

        var rejected = mapped.Select(x => x.Rejected).OfType<RejectedRecord>().ToList();
        var passedOver = PassedOver(resource, mapped, pages.Records.Count - records.Count);
        var isNothingLeft =
            records.Count == 0 || (mapped.Count > 0 && mapped.All(x => x.PassedOver is not null));
        if (passedOver.Count > 0 && isNothingLeft)
        {
            problems.Add(
                $"None of the records that were read counts: {string.Join(", ", passedOver)}."
            );
        }

        return new ProbedResource(
            resource.Name,
            resource.Format.Name,
            records.Count,
            mapped.Count(x => x.Taken is not null),
            rejected.Count,
            [.. rejected.Select(x => x.Message).Take(RejectionsMax)],
            passedOver,
            pages.Told,
            cursor,
            [.. resource.Fields.Select(x => FieldOf(x, [.. mapped.Select(r => r.Values)]))],
            problems,
            notes
        );
    }

    /// <summary>Reads on from the first cursor, and from the last where the end was reached.</summary>
    private async Task<string> AgainAsync(
        RestResource resource,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        var pages = await ReadAsync(resource, Cursor.Start, PagesMax + 1, cancellationToken);
        if (pages.Count == 0)
        {
            return "nothing to go on from";
        }

        if (pages.Count > PagesMax)
        {
            var once = IdsOf(pages[1]);
            var resumed = await ReadAsync(resource, pages[0].Next, 1, cancellationToken);
            if (resumed.Count == 0 || !IdsOf(resumed[0]).SetEquals(once))
            {
                problems.Add(
                    "Reading on from a cursor gave other records; check changes and the order of the list."
                );
                return "gives other records";
            }

            return "goes on where it stopped";
        }

        var more = await ReadAsync(resource, pages[^1].Next, PagesMax, cancellationToken);
        var again = more.Sum(x => x.Records.Count + x.Rejected.Count);
        return again == 0
            ? "a second reading brings nothing again"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"a second reading brings {again} records; they changed, or come again"
            );
    }

    private async Task<List<Page>> ReadAsync(
        RestResource resource,
        Cursor after,
        int most,
        CancellationToken cancellationToken
    )
    {
        var pages = new List<Page>();
        var feed = _source.Feeds.Single(x =>
            x.Name.Equals(resource.Name, StringComparison.Ordinal)
        );
        await foreach (var page in _source.ReadAsync(feed, after, cancellationToken))
        {
            pages.Add(page);
            if (pages.Count == most)
            {
                break;
            }
        }

        return pages;
    }

    private static HashSet<string> IdsOf(Page page) =>
        page
            .Records.Select(x => x.Origin.Place)
            .Concat(page.Rejected.Select(x => x.Origin.Place))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>How many records do not count, and why.</summary>
    private static IReadOnlyList<string> PassedOver(
        RestResource resource,
        IReadOnlyList<MappedRecord> mapped,
        int leftOut
    )
    {
        var why = resource
            .Fields.Select(x => (Field: x, Count: mapped.Count(m => Is(m.PassedOver, x.Column))))
            .Where(x => x.Count > 0)
            .Select(x =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{x.Count} without {x.Field.Column} from {x.Field.Source}"
                )
            );
        return leftOut == 0
            ? [.. why]
            : [.. why, string.Create(CultureInfo.InvariantCulture, $"{leftOut} left out by where")];
    }

    /// <summary>Columns that may be empty, whose path leads to nothing in any record: it may be misspelt.</summary>
    private static IEnumerable<string> Gaps(
        IReadOnlyList<RestField> fields,
        IReadOnlyList<Place> records,
        IReadOnlyList<MappedRecord> mapped
    ) =>
        from field in fields
        where records.Count > 0 && records.All(x => field.GapIn(x) is not null)
        where
            !mapped.Any(x => Is(x.Rejected?.Field, field.Column) || Is(x.PassedOver, field.Column))
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{field.Column} from {field.Source}: in none of {records.Count} records; in the first, {field.GapIn(records[0])}."
        );

    private static bool Is(string? left, string right) =>
        right.Equals(left, StringComparison.Ordinal);

    /// <summary>What a field came to on the records that were read.</summary>
    internal static ProbedField FieldOf(
        RestField field,
        IReadOnlyList<IReadOnlyDictionary<string, FieldValue>> mapped
    )
    {
        var values = mapped
            .Select(x => x.GetValueOrDefault(field.Column))
            .OfType<FieldValue>()
            .ToList();
        return new ProbedField(
            field.Column,
            field.Source,
            values.Count(x => x is { Text.Length: > 0, Code: null }),
            mapped.Count,
            values.FirstOrDefault(x => x is { Text.Length: > 0, Code: null })?.Text,
            [
                .. values
                    .Where(x => x.Code is "rest.unmapped")
                    .Select(x => x.Text!)
                    .Distinct(StringComparer.Ordinal)
                    .Take(UnmappedMax),
            ]
        );
    }
}

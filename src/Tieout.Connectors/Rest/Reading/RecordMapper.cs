using System.Globalization;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Files.Reading;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Translates records into facts, by the columns that files have.</summary>
internal sealed class RecordMapper(RestResource resource, string system, FieldReader fields)
{
    private const long MicrosecondTicks = 10;
    private const int MessageLengthMax = 500;

    private readonly IReadOnlyList<RestField> _outside =
    [
        .. resource.Fields.Where(fields.IsOutside),
    ];

    private readonly RowFiller _filler = new(resource, fields);
    private readonly bool _isOutside =
        resource.Fields.Any(fields.IsOutside) || resource.Rows.Any(fields.AreOutside);

    /// <summary>Translates the records of a page; none of them hides another.</summary>
    /// <param name="records">In their order.</param>
    /// <param name="now">The version of what tells none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<MappedRecord>> MapAsync(
        IReadOnlyList<Place> records,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var file = new SourceFile(system, string.Empty, resource.Name, 0, now.ToUnixTimeTicks());
        var read = new List<(Place Record, Row Row, Dictionary<string, FieldValue> Values)>();
        var passedOver = new List<MappedRecord>();
        foreach (var record in records)
        {
            var row = new Row(resource.Format, file) { ListSeparator = Cells.ListSeparator };
            var values = await _filler.FillAsync(row, resource.Fields, record, cancellationToken);
            if (RowFiller.Lacking(resource.Fields, values) is { } lacking)
            {
                passedOver.Add(
                    new MappedRecord(record, values, Taken: null, Rejected: null)
                    {
                        PassedOver = lacking,
                    }
                );
                continue;
            }

            await _filler.NestAsync(row, record, cancellationToken);
            Complete(row, now);
            read.Add((record, row, values));
        }

        var translated = resource.Format is GroupedFormat grouped
            ? Assemble(grouped, read)
            : read.Select(x => Translate(x.Record, x.Row, x.Values));
        return [.. translated, .. passedOver];
    }

    /// <summary>What a record says, with what is told beside it, such as its approval.</summary>
    public async Task<string> FingerprintAsync(Place record, CancellationToken cancellationToken)
    {
        if (!_isOutside)
        {
            return Fingerprint.Of(record.Value);
        }

        var said = new List<string> { record.Value.GetRawText() };
        foreach (var field in _outside)
        {
            var value = await fields.ReadAsync(field, column: null, record, cancellationToken);
            said.Add($"\n{value.Raw}{fields.ZoneOf(field, record)}");
        }

        var file = new SourceFile(system, string.Empty, resource.Name, 0, 0);
        var row = new Row(resource.Format, file) { ListSeparator = Cells.ListSeparator };
        said.AddRange(await _filler.OutsideAsync(row, record, cancellationToken));
        return Fingerprint.Of(said);
    }

    /// <summary>The fact that something of this feed is gone.</summary>
    public SourceRecord Gone(string id, Instant now)
    {
        var file = new SourceFile(system, string.Empty, resource.Name, 0, now.ToUnixTimeTicks());
        var row = new Row(resource.Format, file) { ListSeparator = Cells.ListSeparator };
        row.Set(resource.Format.Columns[0], id);
        CompleteGone(row, now);
        var fact = ((IRowFormat)resource.Format).Read(row);
        return row.Problem is null
            ? new SourceRecord(fact, OriginOf(id))
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"{resource.Name} {id} is gone and cannot be told: {row.Problem.Text}."
            );
    }

    /// <summary>The system's own id; none where a record has none.</summary>
    public string? IdOf(Place record) =>
        resource.Id?.Find(record) is { } value ? JsonTexts.TextOf(value) : null;

    private Origin OriginOf(string id) => new(system, $"{resource.Name}/{id}");

    private void Complete(Row row, Instant now)
    {
        if (resource.IsOfDeleted)
        {
            CompleteGone(row, now);
            return;
        }

        // A list that is read again tells by the reading itself how new its records are, and what is
        // told outside a record has no other version.
        if (
            resource.Changes is RestChanges.Reread
            && Column(row, "version") is { } version
            && Column(row, "updated_at") is { } updated
            && !row.Has(version)
            && (_isOutside || !row.Has(updated))
        )
        {
            row.Set(version, VersionOf(now));
        }
    }

    /// <summary>A deletion is about an identity; what else a fact needs is filled in.</summary>
    private static void CompleteGone(Row row, Instant now)
    {
        row.Set(Column(row, "deleted")!, "true");
        if (!row.Has(Column(row, "version")!) && !row.Has(Column(row, "updated_at")!))
        {
            // The system's clock may come in whole seconds; the record may be of this one.
            row.Set(Column(row, "version")!, VersionOf(now + Duration.FromSeconds(1)));
        }

        foreach (var column in row.Layout.Columns.Where(x => x.IsRequired && !row.Has(x)))
        {
            row.Set(
                column,
                column.Form switch
                {
                    ColumnForm.Date => LocalDatePattern.Iso.Format(now.InUtc().Date),
                    ColumnForm.Number or ColumnForm.Integer => "0",
                    ColumnForm.Currency => "EUR",
                    ColumnForm.Flag => "false",
                    ColumnForm.Word => column.Words[^1],
                    _ => "unknown",
                }
            );
        }
    }

    private static Column? Column(Row row, string name) => row.Layout.Find(name);

    private static string VersionOf(Instant now) =>
        (now.ToUnixTimeTicks() / MicrosecondTicks).ToString(CultureInfo.InvariantCulture);

    private MappedRecord Translate(
        Place record,
        Row row,
        IReadOnlyDictionary<string, FieldValue> values
    )
    {
        // Of a row with a problem its identity may still be sound.
        var fact = ((IRowFormat)resource.Format).Read(row);
        if (row.Problem is null)
        {
            return new MappedRecord(record, values, Accepted(record, fact), Rejected: null);
        }

        var identity = row.IsSound(resource.Format.Identifying) ? fact.Identity : null;
        var rejected = Reject(record, row.Problem, identity) with
        {
            Effort = ReportedEffort.Of(row, fact),
        };
        return new MappedRecord(record, values, Taken: null, rejected);
    }

    /// <summary>Records of one key on a page are one fact, as rows of a file are.</summary>
    private IEnumerable<MappedRecord> Assemble(
        GroupedFormat format,
        List<(Place Record, Row Row, Dictionary<string, FieldValue> Values)> read
    )
    {
        foreach (var group in read.GroupBy(x => format.KeyOf(x.Row), StringComparer.Ordinal))
        {
            var first = group.First();
            var rows = group
                .Select(x => x.Row)
                .Concat(group.SelectMany(x => x.Row.Nested.SelectMany(n => n.Nested.Prepend(n))))
                .ToList();
            if (group.Key is null)
            {
                var key = format.Columns[0];
                first.Row.Fail(key, "rest.missing-value", "is empty");
            }

            CanonicalFact? fact = null;
            if (rows.TrueForAll(x => x.Problem is null))
            {
                fact = format.Assemble(rows);
            }

            yield return rows.Find(x => x.Problem is not null) is { Problem: { } problem }
                ? new MappedRecord(
                    first.Record,
                    first.Values,
                    Taken: null,
                    Reject(first.Record, problem, format.IdentityOf(first.Row))
                )
                : new MappedRecord(
                    first.Record,
                    first.Values,
                    Accepted(first.Record, fact!),
                    Rejected: null
                );
        }
    }

    private SourceRecord Accepted(Place record, CanonicalFact fact) =>
        new(fact, OriginOf(PlaceOf(record)));

    private RejectedRecord Reject(Place record, Problem problem, string? identity)
    {
        var mapped = resource.Fields.FirstOrDefault(x =>
            x.Column.Equals(problem.Field, StringComparison.OrdinalIgnoreCase)
        );
        var source = mapped?.Source;
        var field =
            problem.Field is null ? string.Empty
            : source is null || source.Equals(problem.Field, StringComparison.Ordinal)
                ? $", {problem.Field}"
            : $", {problem.Field} from {source}";
        var message =
            $"{resource.Name} {PlaceOf(record)}{field}: {TextOf(problem, mapped, record)}";
        return new RejectedRecord(
            OriginOf(PlaceOf(record)),
            problem.Code.Replace("files.", "rest.", StringComparison.Ordinal),
            problem.Field,
            message.Length <= MessageLengthMax ? message : message[..MessageLengthMax],
            identity
        );
    }

    /// <summary>Of a value that is missing, how far its path leads: a misspelt name is seen so.</summary>
    private static string TextOf(Problem problem, RestField? field, Place record) =>
        problem.Code is "files.missing-value" or "rest.missing-value"
        && field?.GapIn(record) is { } gap
            ? $"{problem.Text.Split(';')[0]}; nothing is there, {gap}"
            : problem.Text;

    /// <summary>By its id, else by its content, so that it is the same place the next time.</summary>
    private string PlaceOf(Place record) =>
        IdOf(record) is { Length: > 0 and <= 200 } id ? id : $"?{Fingerprint.Of(record.Value)}";
}

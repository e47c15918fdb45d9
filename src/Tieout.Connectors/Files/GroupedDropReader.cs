using Tieout.Connect;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files;

/// <summary>A drop whose facts are put together from several rows, of one file or of several.</summary>
/// <remarks>
/// A contract without one of its lines would bill wrong, so a row that cannot be read takes the
/// whole fact with it, and all its rows are handed back for correction. Other facts go on.
/// </remarks>
internal sealed class GroupedDropReader(
    Drop drop,
    GroupedFormat format,
    FilesOptions options,
    int skipped
) : DropReader(drop, options)
{
    private readonly List<Outcome> _outcomes = [];
    private int _next = skipped;
    private bool _isLoaded;

    public override (RowPosition Position, int Facts) Place => (RowPosition.Start, _next);

    public override void ReadPage(List<SourceRecord> records, List<RejectedRecord> rejected)
    {
        if (!_isLoaded)
        {
            Load();
            _isLoaded = true;
        }

        var end = Math.Min(_next + Options.PageSize, _outcomes.Count);
        for (; _next < end; _next++)
        {
            switch (_outcomes[_next])
            {
                case { Fact: { } fact, Row: var row }:
                    records.Add(Accepted(fact, row));
                    break;
                case { Reason: { } reason, Identity: var identity }:
                    rejected.Add(Rejected(reason, identity));
                    break;
            }
        }

        IsAtEnd = _next >= _outcomes.Count;
    }

    private void Load()
    {
        var groups = new Dictionary<string, List<Row>>(StringComparer.Ordinal);
        var order = new List<List<Row>>();
        foreach (var file in Drop.Files)
        {
            if (!LoadFile(file, groups, order))
            {
                RejectWhole(file);
                return;
            }
        }

        foreach (var rows in order)
        {
            Assemble(rows);
        }
    }

    private bool LoadFile(
        SourceFile file,
        Dictionary<string, List<Row>> groups,
        List<List<Row>> order
    )
    {
        using var reader = RowReader.Open(
            file,
            format,
            Drop.LayoutOf(file),
            Options,
            RowPosition.Start
        );
        var count = 0;
        while (reader.Read())
        {
            if (++count > Options.GroupedRowsMax)
            {
                _fileProblem = new Problem(
                    "files.too-many-rows",
                    null,
                    $"the file has more than {Options.GroupedRowsMax} rows; split it"
                );
                return false;
            }

            var row = reader.Row;
            var key = format.KeyOf(row);
            if (key is not null && groups.TryGetValue(key, out var rows))
            {
                rows.Add(row);
            }
            else
            {
                rows = [row];
                order.Add(rows);
                if (key is not null)
                {
                    groups.Add(key, rows);
                }
            }

            rows.AddRange(row.Nested.SelectMany(x => x.Nested.Prepend(x)));
        }

        WarnOf(file, reader);
        _fileProblem = reader.FileProblem;
        return _fileProblem is null;
    }

    private Problem? _fileProblem;

    private void RejectWhole(SourceFile atFault)
    {
        var told = Told(atFault, 1, _fileProblem!);
        foreach (var file in Drop.Files)
        {
            Tally.Reject(file, new ByteRange(0, long.MaxValue), file == atFault ? told : null);
        }

        _outcomes.Add(new Outcome(null, new Row(format, atFault), told));
    }

    private void Assemble(List<Row> rows)
    {
        var first = rows[0];
        CanonicalFact? fact = null;
        if (first.Layout != format)
        {
            first.Fail(
                new Problem(
                    "files.no-owner",
                    null,
                    $"belongs to nothing in {Drop.Main.Name}; drop it together with what it belongs to"
                )
            );
        }
        else if (format.KeyOf(first) is null)
        {
            var key = first.Layout.Columns[0];
            first.Fail(key, "files.missing-value", $"is empty; write it like {key.Example}");
        }
        else if (rows.TrueForAll(x => x.Problem is null))
        {
            RequireOneOwner(rows);
            fact = format.Assemble(rows);
        }

        var ownLines = rows.Where(x => x.NextOffset > x.Offset).ToList();
        if (rows.Find(x => x.Problem is not null) is { } atFault)
        {
            var identity = rows.Select(format.IdentityOf).FirstOrDefault(x => x is not null);
            Reject(ownLines, atFault, identity);
            return;
        }

        Tally.Accept(ownLines.Count);
        _outcomes.Add(new Outcome(fact, first, null));
    }

    private void RequireOneOwner(List<Row> rows)
    {
        if (
            format.Companions.Count > 0
            && rows.FindIndex(1, x => x.Layout == format) is > 0 and var at
        )
        {
            rows[at]
                .Fail(
                    format.Columns[0],
                    "files.duplicate",
                    $"stands in line {rows[0].Line} already"
                );
        }
    }

    private void Reject(List<Row> rows, Row atFault, string? identity)
    {
        foreach (var row in rows)
        {
            var reason = row.Problem is null ? null : Told(row.File, row.Line, row.FinalProblem());
            Tally.Reject(row.File, new ByteRange(row.Offset, row.NextOffset), reason);
            if (reason is not null)
            {
                _outcomes.Add(new Outcome(null, row, reason, identity));
            }
        }

        if (!rows.Contains(atFault))
        {
            // A row nested in a line of JSON: the line is handed back, the reason is told here.
            var reason = Told(atFault.File, atFault.Line, atFault.FinalProblem());
            _outcomes.Add(new Outcome(null, atFault, reason, identity));
        }
    }

    /// <summary>A fact, or why there is none.</summary>
    private sealed record Outcome(
        CanonicalFact? Fact,
        Row Row,
        RejectedRow? Reason,
        string? Identity = null
    );
}

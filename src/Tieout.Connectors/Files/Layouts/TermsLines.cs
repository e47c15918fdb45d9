using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The lines of terms and the rows below lines, in companion files or nested.</summary>
internal sealed class TermsLines(string companion, bool isOfAmendment)
{
    private readonly ContractLineLayout _lines = new(companion + "-lines", isOfAmendment);
    private readonly ContractScheduleLayout _schedule = new(companion + "-schedule", isOfAmendment);

    public IReadOnlyList<Layout> Companions => [_lines, _schedule];

    public Layout? NestedLayout(bool isInTerms, Layout parent, string field) =>
        (isInTerms, field) switch
        {
            (true, "lines") => _lines,
            (false, "schedule") when parent == _lines => _schedule,
            _ => null,
        };

    /// <summary>The columns that say what a row belongs to; none for the terms' own row.</summary>
    public (Column Contract, Column? Sequence)? KeyOf(Layout layout) =>
        layout == _lines ? (_lines.Contract, _lines.Sequence)
        : layout == _schedule ? (_schedule.Contract, _schedule.Sequence)
        : null;

    /// <summary>Reads the lines.</summary>
    /// <param name="rows">The terms' own row, then lines, then schedule.</param>
    /// <param name="currency">The contract's.</param>
    public IReadOnlyList<ContractLine> Read(IReadOnlyList<Row> rows, CurrencyCode currency)
    {
        var scheduled = rows.Where(row => row.Layout == _schedule)
            .GroupBy(row => row.Value(_schedule.Line) ?? string.Empty, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.ToList(), StringComparer.Ordinal);
        var read = new List<ContractLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Layout == _lines))
        {
            var id = row.Value(_lines.Line) ?? string.Empty;
            if (!seen.Add(id))
            {
                row.Fail(_lines.Line, "files.duplicate", "stands twice in the same contract");
            }

            scheduled.Remove(id, out var instalments);
            read.Add(
                _lines.Read(row, [.. (instalments ?? []).Select(x => _schedule.Read(x, currency))])
            );
            if (instalments is not null && read[^1] is not ContractLine.FixedFee)
            {
                instalments[0]
                    .Fail(
                        _schedule.Line,
                        "files.bad-schedule",
                        "is no fixed-fee line; only those have a schedule"
                    );
            }
        }

        foreach (var orphan in scheduled.Values)
        {
            orphan[0].Fail(_schedule.Line, "files.no-such-line", "is no line of its contract");
        }

        if (read.Count == 0)
        {
            rows[0]
                .Fail(
                    new Problem("files.no-lines", null, $"no row in {_lines.Name} belongs to it")
                );
        }

        return read;
    }

    /// <summary>Writes the lines: nested in the owner's row where the format can nest.</summary>
    public void Write(
        Cells owner,
        EngagementId contract,
        int? sequence,
        ContractTerms terms,
        IRowSink sink
    )
    {
        foreach (var line in terms.Lines)
        {
            var cells = Start(_lines, contract, sequence);
            _lines.Fill(cells, line);
            Send(owner, "lines", cells, sink);
            if (line is not ContractLine.FixedFee fee)
            {
                continue;
            }

            foreach (var instalment in fee.Schedule)
            {
                var entry = Start(_schedule, contract, sequence);
                _schedule.Fill(entry, line.Id, instalment);
                Send(cells, "schedule", entry, sink);
            }
        }
    }

    private Cells Start(Layout layout, EngagementId contract, int? sequence)
    {
        var cells = new Cells(layout);
        if (KeyOf(layout) is var (number, order))
        {
            cells.Put(number, contract);
            if (order is not null)
            {
                cells.Put(order, sequence ?? 0);
            }
        }

        return cells;
    }

    private static void Send(Cells owner, string field, Cells cells, IRowSink sink)
    {
        if (!sink.IsNested)
        {
            sink.Take(cells);
            return;
        }

        if (!owner.Nested.TryGetValue(field, out var nested))
        {
            owner.Nested[field] = nested = [];
        }

        nested.Add(cells);
    }
}

using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Usage;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The lines of terms and the rows below lines, in companion files or nested.</summary>
internal sealed class TermsLines
{
    private readonly ContractLineLayout _lines;
    private readonly ContractScheduleLayout _schedule;
    private readonly ContractTierLayout _tiers;
    private readonly ContractPartLayout _parts;
    private readonly IReadOnlyList<(string Field, LineRowsLayout Layout)> _below;

    public TermsLines(string companion, bool isOfAmendment)
    {
        _lines = new ContractLineLayout(companion + "-lines", isOfAmendment);
        _schedule = new ContractScheduleLayout(companion + "-schedule", isOfAmendment);
        _tiers = new ContractTierLayout(companion + "-tiers", isOfAmendment);
        _parts = new ContractPartLayout(companion + "-parts", isOfAmendment);
        _below = [("schedule", _schedule), ("tiers", _tiers), ("parts", _parts)];
        Companions = [_lines, .. _below.Select(x => x.Layout)];
    }

    public IReadOnlyList<Layout> Companions { get; }

    public Layout? NestedLayout(bool isInTerms, Layout parent, string field) =>
        isInTerms ? (field is "lines" ? _lines : null)
        : parent == _lines
            ? _below
                .FirstOrDefault(x => string.Equals(x.Field, field, StringComparison.Ordinal))
                .Layout
        : null;

    /// <summary>The columns that say what a row belongs to; none for the terms' own row.</summary>
    public static (Column Contract, Column? Sequence)? KeyOf(Layout layout) =>
        layout switch
        {
            ContractLineLayout lines => (lines.Contract, lines.Sequence),
            LineRowsLayout rows => (rows.Contract, rows.Sequence),
            _ => null,
        };

    /// <summary>Reads the lines.</summary>
    /// <param name="rows">The terms' own row, then lines, then what stands below lines.</param>
    /// <param name="currency">The contract's.</param>
    public IReadOnlyList<ContractLine> Read(IReadOnlyList<Row> rows, CurrencyCode currency)
    {
        var below = new RowsBelow(rows);
        var read = new List<ContractLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Layout == _lines))
        {
            var id = row.Value(_lines.Line) ?? string.Empty;
            if (!seen.Add(id))
            {
                row.Fail(_lines.Line, "files.duplicate", "stands twice in the same contract");
            }

            var schedule = below.Take(_schedule, id);
            var tiers = below.Take(_tiers, id);
            var parts = below.Take(_parts, id);
            var line = _lines.Read(
                row,
                currency,
                new LineRows(
                    [.. schedule.Select(x => _schedule.Read(x, currency))],
                    _tiers.Read(tiers),
                    [.. parts.Select(x => _parts.Read(x, currency))]
                )
            );
            read.Add(line);
            if (row.Problem is null)
            {
                RequireKind(_schedule, schedule, line is ContractLine.FixedFee);
                RequireKind(_tiers, tiers, TiersOf(line).Count > 0);
                RequireKind(_parts, parts, line is ContractLine.Progress);
            }
        }

        below.RejectRest();
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
            foreach (var row in (line as ContractLine.FixedFee)?.Schedule ?? [])
            {
                Below(_schedule, entry => _schedule.Fill(entry, line.Id, row));
            }

            foreach (var tier in TiersOf(line))
            {
                Below(_tiers, entry => _tiers.Fill(entry, line.Id, tier));
            }

            foreach (var part in (line as ContractLine.Progress)?.Parts ?? [])
            {
                Below(_parts, entry => _parts.Fill(entry, line.Id, part));
            }

            void Below(LineRowsLayout layout, Action<Cells> fill)
            {
                var entry = Start(layout, contract, sequence);
                fill(entry);
                Send(cells, _below.First(x => x.Layout == layout).Field, entry, sink);
            }
        }
    }

    private static ValueList<PriceTier> TiersOf(ContractLine line) =>
        line is not ContractLine.Retainer { Overage: OveragePrice.Scaled scaled }
            ? []
            : scaled.Price switch
            {
                UsagePrice.Graduated graduated => graduated.Tiers,
                UsagePrice.Volume volume => volume.Tiers,
                _ => [],
            };

    private static void RequireKind(LineRowsLayout layout, IReadOnlyList<Row> rows, bool isOfKind)
    {
        if (rows.Count > 0 && !isOfKind)
        {
            rows[0]
                .Fail(
                    layout.Line,
                    "files.not-for-this",
                    $"cannot have such rows; they are for: {layout.Line.Meaning}"
                );
        }
    }

    private static Cells Start(Layout layout, EngagementId contract, int? sequence)
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

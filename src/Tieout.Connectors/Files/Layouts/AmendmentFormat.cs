using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Changes of contracts, with lines and schedules from companion files or nested.</summary>
internal sealed class AmendmentFormat : GroupedFormat
{
    private readonly ContractLineLayout _lines = new("amendment-lines", true);
    private readonly ContractScheduleLayout _schedule = new("amendment-schedule", true);
    private readonly Column _contract;
    private readonly VersionColumns _version;
    private readonly TermsColumns _terms;
    private readonly Column _sequence;
    private readonly Column _effectiveFrom;
    private readonly Column _reason;

    public AmendmentFormat()
        : base("amendments")
    {
        _contract = Required("contract", ColumnForm.Code, "K-2026-001", "Contract number");
        _sequence = Required(
            "sequence",
            ColumnForm.Integer,
            "1",
            "1 for the first amendment; the later wins on the same date"
        );
        _version = Versioned(false);
        _effectiveFrom = Required(
            "effective_from",
            ColumnForm.Date,
            "2026-07-01",
            "First service date under the new terms"
        );
        _reason = Optional("reason", ColumnForm.Text, "more people", "For people");
        _terms = new TermsColumns(
            (column, isRequired, form, example, meaning) =>
                isRequired
                    ? Required(column, form, example, meaning)
                    : Optional(column, form, example, meaning),
            _lines,
            _schedule
        );
    }

    public override Type FactType => typeof(Amendment);

    public override IReadOnlyList<Layout> Companions => [_lines, _schedule];

    public override Layout? NestedLayout(Layout parent, string field) =>
        (parent == this, field) switch
        {
            (true, "lines") => _lines,
            (false, "schedule") when parent == _lines => _schedule,
            _ => null,
        };

    public override string? KeyOf(Row row)
    {
        var (contract, sequence) =
            row.Layout == _lines ? (_lines.Contract, _lines.Sequence)
            : row.Layout == _schedule ? (_schedule.Contract, _schedule.Sequence)
            : (_contract, _sequence);
        if (row.Value(contract) is not { } number)
        {
            return null;
        }

        return sequence is null ? number : $"{number}\u001f{row.Value(sequence)}";
    }

    public override CanonicalFact Assemble(IReadOnlyList<Row> rows) =>
        new Amendment(
            rows[0].Code<EngagementId>(_contract),
            rows[0].Has(_sequence)
                ? rows[0].Integer(_sequence, 1, 1, 10_000)
                : rows[0].Missed(_sequence),
            rows[0].Version(_version),
            rows[0].Date(_effectiveFrom),
            _terms.IsSigned(rows[0]),
            _terms.Read(rows),
            rows[0].Text(_reason)
        );

    public override void Write(CanonicalFact fact, IRowSink sink)
    {
        var written = (Amendment)fact;
        var cells = new Cells(this);
        cells.Put(_contract, written.Engagement);
        cells.Put(_version.Version, written.Version);
        cells.Put(_sequence, written.Sequence);
        cells.Put(_effectiveFrom, (LocalDate?)written.EffectiveFrom);
        cells.Put(_reason, written.Reason);
        _terms.Fill(cells, written.Terms, written.IsSigned);
        _terms.WriteLines(cells, written.Terms, (layout, row) => Key(layout, row, written), sink);
        sink.Take(cells);
    }

    private void Key(Layout layout, Cells row, Amendment fact)
    {
        var (contract, sequence) =
            layout == _lines
                ? (_lines.Contract, _lines.Sequence)
                : (_schedule.Contract, _schedule.Sequence);
        row.Put(contract, fact.Engagement);
        if (sequence is not null)
        {
            row.Put(sequence, fact.Sequence);
        }
    }
}

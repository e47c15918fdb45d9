using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Contracts, with lines and schedules from companion files or nested.</summary>
internal sealed class ContractFormat : GroupedFormat
{
    private readonly ContractLineLayout _lines = new("contract-lines", false);
    private readonly ContractScheduleLayout _schedule = new("contract-schedule", false);
    private readonly Column _contract;
    private readonly VersionColumns _version;
    private readonly TermsColumns _terms;

    public ContractFormat()
        : base("contracts")
    {
        _contract = Required("contract", ColumnForm.Code, "K-2026-001", "Contract number");
        _version = Versioned(false);
        _terms = new TermsColumns(
            (column, isRequired, form, example, meaning) =>
                isRequired
                    ? Required(column, form, example, meaning)
                    : Optional(column, form, example, meaning),
            _lines,
            _schedule
        );
    }

    public override Type FactType => typeof(Contract);

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
        return row.Value(
            row.Layout == _lines ? _lines.Contract
            : row.Layout == _schedule ? _schedule.Contract
            : _contract
        );
    }

    public override CanonicalFact Assemble(IReadOnlyList<Row> rows) =>
        new Contract(
            rows[0].Code<EngagementId>(_contract),
            rows[0].Version(_version),
            _terms.Read(rows)
        );

    public override void Write(CanonicalFact fact, IRowSink sink)
    {
        var written = (Contract)fact;
        var cells = new Cells(this);
        cells.Put(_contract, written.Id);
        cells.Put(_version.Version, written.Version);
        _terms.Fill(cells, written.Terms, written.Terms.IsSigned);
        _terms.WriteLines(cells, written.Terms, (layout, row) => Key(layout, row, written), sink);
        sink.Take(cells);
    }

    private void Key(Layout layout, Cells row, Contract fact)
    {
        row.Put(layout == _lines ? _lines.Contract : _schedule.Contract, fact.Id);
    }
}

using System.Diagnostics;
using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Lines of contracts or of amendments.</summary>
/// <remarks>A column that says nothing about a line's kind must be empty there.</remarks>
internal sealed class ContractLineLayout : Layout
{
    private readonly List<(Column Column, LineKind[] Kinds)> _ofKinds = [];
    private readonly Column _kind;
    private readonly Column _projects;
    private readonly Column _tasks;
    private readonly Column _claimsWork;
    private readonly Column _taxCode;
    private readonly TimeLineColumns _time;
    private readonly CapColumns _cap;
    private readonly RetainerColumns _retainer;
    private readonly FixedFeeColumns _fee;
    private readonly Column _unitPrice;
    private readonly Column _billedBefore;
    private readonly ReimbursableColumns _expenses;

    public ContractLineLayout(string name, bool isOfAmendment)
        : base(name)
    {
        Contract = Required("contract", ColumnForm.Code, "K-2026-001", "Contract number");
        Sequence = isOfAmendment
            ? Required("sequence", ColumnForm.Integer, "1", "Number of the amendment")
            : null;
        Line = Required(
            "line",
            ColumnForm.Code,
            "L1",
            "Unique in the contract; the first that covers work wins"
        );
        _kind = Required(
            "kind",
            ColumnForm.Word,
            "time-and-materials",
            "How it is charged",
            Words<LineKind>.All
        );
        _projects = Optional(
            "projects",
            ColumnForm.Codes,
            "P-1;P-2",
            "Work it claims; all projects when left out"
        );
        _tasks = Optional("tasks", ColumnForm.Codes, "", "Work it claims; all tasks when left out");
        _claimsWork = Optional(
            "claims_work",
            ColumnForm.Flag,
            "true",
            "False: time and expenses pass it by, to the lines after it; true when left out"
        );
        _taxCode = Optional("tax_code", ColumnForm.Code, "", "The contract's when left out");

        _time = new TimeLineColumns(OfKinds(LineKind.TimeAndMaterials));
        _cap = new CapColumns(
            OfKinds(LineKind.TimeAndMaterials, LineKind.Reimbursables),
            OfKinds(LineKind.TimeAndMaterials),
            "line"
        );
        _retainer = new RetainerColumns(OfKinds(LineKind.Retainer));
        _fee = new FixedFeeColumns(OfKinds(LineKind.FixedFee));
        _unitPrice = OfKinds(LineKind.Units)(
            "unit_price",
            ColumnForm.Number,
            "0.75",
            "Of one unit of a delivery; needed"
        );
        _billedBefore = OfKinds(LineKind.Progress)(
            "billed_before",
            ColumnForm.Number,
            "",
            "Billed before the hub took over"
        );
        _expenses = new ReimbursableColumns(OfKinds(LineKind.Reimbursables));
    }

    public Column Contract { get; }

    public Column? Sequence { get; }

    public Column Line { get; }

    public ContractLine Read(Row row, CurrencyCode currency, LineRows rows)
    {
        var start = (
            Id: row.Code<ContractLineId>(Line),
            Scope: Scope(row),
            TaxCode: row.OptionalCode<TaxCode>(_taxCode)
        );
        var (id, scope, taxCode) = start;
        var kind = row.Word<LineKind>(_kind);
        foreach (var (column, kinds) in _ofKinds)
        {
            if (!kinds.Contains(kind))
            {
                row.RequireEmpty(Purpose(kinds), column);
            }
        }

        switch (kind)
        {
            case LineKind.FixedFee:
                RequireRows(row, rows.Schedule.Count, "files.no-schedule", "schedule");
                return _fee.Read(row, currency, start, rows.Schedule);
            case LineKind.Milestones:
                return new ContractLine.Milestones(id, scope, taxCode);
            case LineKind.Retainer:
                return _retainer.Read(row, currency, rows, start);
            case LineKind.Units:
                var price = row.Amount(_unitPrice, currency);
                return new ContractLine.Units(id, scope, price, taxCode);
            case LineKind.Progress:
                RequireRows(row, rows.Parts.Count, "files.no-parts", "part");
                var before = row.OptionalAmount(_billedBefore, currency);
                return new ContractLine.Progress(id, scope, rows.Parts, before, taxCode);
            case LineKind.Reimbursables:
                return _expenses.Read(row, start, _cap.Read(row, currency));
            default:
                return _time.Read(row, start, _cap.Read(row, currency));
        }
    }

    public void Fill(Cells cells, ContractLine line)
    {
        cells.Put(Line, line.Id);
        cells.Put(_projects, line.Scope.Projects);
        cells.Put(_tasks, line.Scope.Tasks);
        cells.Put(_taxCode, line.TaxCode);
        if (line.Scope.Projects is { Count: 0 })
        {
            cells.Put(_claimsWork, false);
        }

        cells.PutWord(_kind, KindOf(line));
        switch (line)
        {
            case ContractLine.TimeAndMaterials time:
                _time.Fill(cells, time);
                _cap.Fill(cells, time.Cap);
                break;
            case ContractLine.Retainer retainer:
                _retainer.Fill(cells, retainer);
                break;
            case ContractLine.FixedFee fee:
                _fee.Fill(cells, fee);
                break;
            case ContractLine.Units units:
                cells.Put(_unitPrice, (decimal?)units.UnitPrice.Amount);
                break;
            case ContractLine.Progress progress:
                cells.Put(_billedBefore, progress.BilledBefore?.Amount);
                break;
            case ContractLine.Reimbursables expenses:
                _expenses.Fill(cells, expenses);
                _cap.Fill(cells, expenses.Cap);
                break;
        }
    }

    private static LineKind KindOf(ContractLine line) =>
        line switch
        {
            ContractLine.TimeAndMaterials => LineKind.TimeAndMaterials,
            ContractLine.FixedFee => LineKind.FixedFee,
            ContractLine.Milestones => LineKind.Milestones,
            ContractLine.Retainer => LineKind.Retainer,
            ContractLine.Units => LineKind.Units,
            ContractLine.Progress => LineKind.Progress,
            ContractLine.Reimbursables => LineKind.Reimbursables,
            _ => throw new UnreachableException(line.GetType().Name),
        };

    private static string Purpose(LineKind[] kinds) =>
        string.Join(" and ", kinds.Select(Words<LineKind>.Of)) + " lines";

    private LineScope Scope(Row row)
    {
        if (row.Flag(_claimsWork, otherwise: true))
        {
            return new LineScope(row.Codes<ProjectCode>(_projects), row.Codes<TaskCode>(_tasks));
        }

        row.RequireEmpty("lines that claim work", _projects, _tasks);
        return new LineScope(Projects: []);
    }

    private void RequireRows(Row row, int count, string code, string name)
    {
        if (count == 0)
        {
            row.Fail(_kind, code, $"has no {name} row; it needs one or more");
        }
    }

    /// <summary>Adds columns that only lines of some kinds may fill.</summary>
    private AddColumn OfKinds(params LineKind[] kinds) =>
        (name, form, example, meaning, words) =>
        {
            var purpose = string.Join(", ", kinds.Select(Words<LineKind>.Of));
            var about = $"{purpose}: {char.ToLowerInvariant(meaning[0])}{meaning[1..]}";
            var column = Optional(name, form, example, about, words);
            _ofKinds.Add((column, kinds));
            return column;
        };
}

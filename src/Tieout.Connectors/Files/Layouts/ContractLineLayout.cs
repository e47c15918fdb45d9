using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Lines of contracts or of amendments.</summary>
internal sealed class ContractLineLayout : Layout
{
    private readonly Column _kind;
    private readonly Column _projects;
    private readonly Column _tasks;
    private readonly Column _taxCode;
    private readonly Column _groupBy;

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
        _taxCode = Optional("tax_code", ColumnForm.Code, "", "The contract's when left out");
        _groupBy = Optional(
            "group_by",
            ColumnForm.Words,
            "role;rate",
            "What time on one invoice line has in common; time-and-materials only",
            Words<GroupKey>.All
        );
    }

    public Column Contract { get; }

    public Column? Sequence { get; }

    public Column Line { get; }

    public ContractLine Read(Row row, IReadOnlyList<ScheduleRow> instalments)
    {
        var id = row.Code<ContractLineId>(Line);
        var scope = new LineScope(row.Codes<ProjectCode>(_projects), row.Codes<TaskCode>(_tasks));
        var taxCode = row.OptionalCode<TaxCode>(_taxCode);
        var groups = row.ManyWords<GroupKey>(_groupBy);
        var kind = row.Word<LineKind>(_kind);
        if (kind is LineKind.FixedFee && instalments.Count == 0)
        {
            row.Fail(
                _kind,
                "files.no-schedule",
                "has no schedule row; a fixed fee needs one or more"
            );
        }

        if (kind is not LineKind.TimeAndMaterials && groups is not null)
        {
            row.Fail(
                _groupBy,
                "files.bad-word",
                "is for time-and-materials lines only; leave it empty"
            );
        }

        return kind switch
        {
            LineKind.FixedFee => new ContractLine.FixedFee(id, scope, instalments, taxCode),
            LineKind.Milestones => new ContractLine.Milestones(id, scope, taxCode),
            _ => new ContractLine.TimeAndMaterials(id, scope, taxCode, groups),
        };
    }

    public void Fill(Cells cells, ContractLine line)
    {
        cells.Put(Line, line.Id);
        cells.PutWord(
            _kind,
            line switch
            {
                ContractLine.FixedFee => LineKind.FixedFee,
                ContractLine.Milestones => LineKind.Milestones,
                _ => LineKind.TimeAndMaterials,
            }
        );
        cells.Put(_projects, line.Scope.Projects);
        cells.Put(_tasks, line.Scope.Tasks);
        cells.Put(_taxCode, line.TaxCode);
        cells.PutWords(_groupBy, (line as ContractLine.TimeAndMaterials)?.GroupBy);
    }
}

using Tieout.Connect;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Files;

/// <summary>A drop of one file with one fact in each row; streams.</summary>
internal sealed class RowDropReader(
    Drop drop,
    IRowFormat format,
    FilesOptions options,
    RowPosition from
) : DropReader(drop, options)
{
    private readonly RowReader _rows = RowReader.Open(
        drop.Main,
        drop.Format,
        drop.Format,
        options,
        from
    );

    public override (RowPosition Position, int Facts) Place => (_rows.Next, 0);

    public override void ReadPage(List<SourceRecord> records, List<RejectedRecord> rejected)
    {
        if (_rows.FileProblem is { } problem)
        {
            var told = Told(Drop.Main, 1, problem);
            Tally.Reject(Drop.Main, new ByteRange(0, long.MaxValue), told);
            rejected.Add(Rejected(told));
            IsAtEnd = true;
        }

        var rows = 0;
        while (!IsAtEnd && rows < Options.PageSize)
        {
            if (!_rows.Read())
            {
                IsAtEnd = true;
                break;
            }

            rows++;
            Take(_rows.Row, records, rejected);
        }

        WarnOf(Drop.Main, _rows);
    }

    protected override void Dispose(bool isDisposing)
    {
        _rows.Dispose();
        base.Dispose(isDisposing);
    }

    private void Take(Row row, List<SourceRecord> records, List<RejectedRecord> rejected)
    {
        string? identity = null;
        Effort? effort = null;
        if (row.Problem is null)
        {
            var fact = format.Read(row);
            if (row.Problem is null)
            {
                records.Add(Accepted(fact, row));
                Tally.Accept(1);
                return;
            }

            identity = row.IsSound(Drop.Format.Identifying) ? fact.Identity : null;
            effort = ReportedEffort.Of(row, fact);
        }

        var told = Told(row.File, row.Line, row.FinalProblem());
        Tally.Reject(row.File, new ByteRange(row.Offset, row.NextOffset), told);
        rejected.Add(Rejected(told, identity, effort));
    }
}

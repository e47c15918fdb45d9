using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files;

/// <summary>Reads a drop page by page.</summary>
internal abstract class DropReader(Drop drop, FilesOptions options) : IDisposable
{
    private readonly List<RejectedRecord> _warnings = [];

    public Tally Tally { get; } = new();

    public bool IsAtEnd { get; protected set; }

    /// <summary>The place after the last page, to be put into a cursor.</summary>
    public abstract (RowPosition Position, int Facts) Place { get; }

    protected Drop Drop => drop;

    protected FilesOptions Options => options;

    public static DropReader Open(Drop drop, FilesOptions options, FilesCursor from) =>
        drop.Format is GroupedFormat grouped
            ? new GroupedDropReader(drop, grouped, options, from.Facts)
            : new RowDropReader(drop, (IRowFormat)drop.Format, options, from.Position);

    /// <summary>Reads at most a page.</summary>
    public abstract void ReadPage(List<SourceRecord> records, List<RejectedRecord> rejected);

    /// <summary>What was passed over since the last time this was asked.</summary>
    public IReadOnlyList<RejectedRecord> TakeWarnings()
    {
        RejectedRecord[] taken = [.. _warnings];
        _warnings.Clear();
        return taken;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing) { }

    protected SourceRecord Accepted(CanonicalFact fact, Row row) =>
        new(fact, OriginOf(row.File, row.Line));

    protected static RejectedRow Told(SourceFile file, int line, Problem problem) =>
        new(file.Name, line, problem.Field, problem.Code, problem.Message(file.Name, line));

    protected RejectedRecord Rejected(
        RejectedRow row,
        string? identity = null,
        Effort? effort = null
    ) =>
        new(
            new Origin(options.System, PlaceOf(row.File, row.Line)),
            row.Code,
            row.Field,
            row.Message,
            identity,
            effort
        );

    /// <summary>Turns columns that nobody asked for into warnings.</summary>
    protected void WarnOf(SourceFile file, RowReader reader)
    {
        foreach (var column in reader.TakeUnknownColumns())
        {
            var warning = Told(
                file,
                1,
                new Problem(
                    "files.unknown-column",
                    column,
                    "is not known and was passed over; correct its name, or start it with x_"
                )
            );
            Tally.Warn(warning);
            _warnings.Add(Rejected(warning));
        }
    }

    private Origin OriginOf(SourceFile file, int line) =>
        new(options.System, PlaceOf(file.Name, line));

    private static string PlaceOf(string file, int line) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");
}

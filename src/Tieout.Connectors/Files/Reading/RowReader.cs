using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Files.Reading;

/// <summary>Reads a file row by row; holds one row at a time.</summary>
internal abstract class RowReader : IDisposable
{
    private readonly List<string> _unknown = [];
    private readonly HashSet<string> _reported = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the file as a whole cannot be read; it has no rows then.</summary>
    public Problem? FileProblem { get; protected set; }

    /// <summary>The current row; its fault, if it has one, is its problem.</summary>
    public abstract Row Row { get; }

    /// <summary>Where the next row starts.</summary>
    public abstract RowPosition Next { get; }

    /// <summary>The bytes before the first row.</summary>
    public long HeaderBytes { get; protected set; }

    public static RowReader Open(
        SourceFile file,
        FeedFormat format,
        Layout layout,
        FilesOptions options,
        RowPosition from
    ) =>
        file.IsJson
            ? new JsonRowReader(file, format, layout, options, from)
            : new CsvRowReader(file, layout, options, from, format is GroupedFormat);

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    public abstract bool Read();

    /// <summary>Columns that no one asked for, each told once.</summary>
    public IReadOnlyList<string> TakeUnknownColumns()
    {
        string[] taken = [.. _unknown];
        _unknown.Clear();
        return taken;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool isDisposing);

    /// <summary>Columns named <c>x_…</c> are the exporter's own and passed over.</summary>
    protected void ReportUnknown(string column)
    {
        const int UnknownMax = 50;
        if (
            !column.StartsWith("x_", StringComparison.OrdinalIgnoreCase)
            && _reported.Count < UnknownMax
            && _reported.Add(column)
        )
        {
            _unknown.Add(column);
        }
    }

    protected static Problem TooLarge(SourceFile file, FilesOptions options) =>
        new(
            "files.file-too-large",
            null,
            $"the file has {file.Length} bytes, at most {options.FileBytesMax} are read; split it"
        );
}

using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Files.Writing;

/// <summary>A file that is being written under a temporary name.</summary>
internal abstract class RowFile(string path, Layout layout) : IDisposable
{
    private const string PartEnd = ".part";

    public Layout Layout => layout;

    protected string PartPath => path + PartEnd;

    public static RowFile Create(string folder, Layout layout, FileFormat format, string suffix)
    {
        var end = format is FileFormat.JsonLines ? ".jsonl" : ".csv";
        var path = Path.Combine(folder, layout.Name + suffix + end);
        return format is FileFormat.JsonLines
            ? new JsonRowFile(path, layout)
            : new CsvRowFile(path, layout);
    }

    public abstract void Write(Cells row);

    /// <summary>Closes the file and gives it its name; never over another.</summary>
    public string Complete()
    {
        Close();
        File.Move(PartPath, path, overwrite: false);
        return path;
    }

    public void Dispose()
    {
        Close();
        File.Delete(PartPath);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes what is left and closes; may be called twice.</summary>
    protected abstract void Close();
}

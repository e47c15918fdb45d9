using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Files.Writing;
using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;

namespace Tieout.Connectors.Files;

/// <summary>Writes canonical facts to the files that <see cref="FilesSource"/> reads.</summary>
/// <remarks>
/// Streams: each feed's file is open under a temporary name until <see cref="Complete"/> renames
/// it. Without that nothing appears. One thread at a time.
/// </remarks>
public sealed class FilesWriter : IDisposable
{
    private readonly Dictionary<Type, FeedFormat> _formats = FeedFormats.All.ToDictionary(x =>
        x.FactType
    );
    private readonly Dictionary<Layout, RowFile> _files = [];
    private readonly List<RowFile> _inOrder = [];
    private readonly RowSink _sink;
    private readonly string _folder;
    private readonly FileFormat _format;
    private readonly string _suffix;

    /// <summary>Prepares a drop.</summary>
    /// <param name="folder">Must exist.</param>
    /// <param name="format">Of all files of the drop.</param>
    /// <param name="suffix">After the feed's name: <c>-2026-10</c> for <c>time-2026-10.csv</c>.</param>
    public FilesWriter(string folder, FileFormat format, string suffix = "")
    {
        _folder = folder;
        _format = format;
        _suffix = suffix;
        _sink = new RowSink(row => FileOf(row.Layout).Write(row), format is FileFormat.JsonLines);
    }

    /// <summary>Adds a fact to its feed's file.</summary>
    /// <remarks>Facts that no source tells, such as scheduled fees, are refused as a bug.</remarks>
    public void Write(CanonicalFact fact)
    {
        var isKnown = _formats.TryGetValue(fact.GetType(), out var format);
        Invariant.Require(isKnown && format is not null, $"{fact.GetType().Name} comes from files");
        format.Write(fact, _sink);
    }

    /// <summary>Closes the files and gives them their names; contract files after their lines.</summary>
    /// <returns>The paths, in the order of renaming.</returns>
    public IReadOnlyList<string> Complete()
    {
        RequireCompanions();
        string[] paths =
        [
            .. _inOrder.OrderBy(x => x.Layout is FeedFormat).Select(file => file.Complete()),
        ];
        _files.Clear();
        _inOrder.Clear();
        return paths;
    }

    /// <summary>Takes back what was not completed.</summary>
    public void Dispose()
    {
        foreach (var file in _inOrder)
        {
            file.Dispose();
        }

        _files.Clear();
        _inOrder.Clear();
    }

    private RowFile FileOf(Layout layout)
    {
        if (!_files.TryGetValue(layout, out var file))
        {
            file = RowFile.Create(_folder, layout, _format, _suffix);
            _files.Add(layout, file);
            _inOrder.Add(file);
        }

        return file;
    }

    /// <summary>A contract file waits for its lines, so they are written even when there are none.
    /// The other companions are seen when they are there.</summary>
    private void RequireCompanions()
    {
        if (_format is FileFormat.JsonLines)
        {
            return;
        }

        foreach (var format in _files.Keys.OfType<FeedFormat>().ToList())
        {
            if (format.Companions is [var lines, ..])
            {
                _ = FileOf(lines);
            }
        }
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Files.Reading;

namespace Tieout.Connectors.Files;

/// <summary>Puts files away that are durable in the hub, with a report, and hands bad rows back.</summary>
/// <remarks>
/// In this order: move to <c>done</c>, copy rejected rows to <c>rejected</c>, write the report. A
/// file in <c>done</c> without a report was left by a crash in between, and is finished later.
/// </remarks>
internal sealed class Archive(FilesOptions options, Inbox inbox)
{
    private const string ReportEnd = ".report.json";
    private const string PartEnd = ".part";

    private string Done => Path.Combine(options.Folder, "done");

    private string RejectedFolder => Path.Combine(options.Folder, "rejected");

    /// <summary>Puts a drop away, unless one of its files has changed since it was read.</summary>
    public void Take(Drop drop, Tally tally)
    {
        if (drop.HasChanged())
        {
            return;
        }

        Directory.CreateDirectory(Done);
        var mark = FreeMark(drop);
        foreach (var file in drop.Files)
        {
            // Never over another: the name was free, and a race for it is an error, not a loss.
            File.Move(file.Path, Path.Combine(Done, Marked(file.Name, mark)), overwrite: false);
            if (inbox.Marker is { } marker && File.Exists(file.Path + marker))
            {
                File.Move(
                    file.Path + marker,
                    Path.Combine(Done, Marked(file.Name, mark) + marker),
                    overwrite: false
                );
            }

            inbox.Forget(file);
        }

        Finish(drop, tally, mark);
    }

    /// <summary>Finishes what a crash left in the middle.</summary>
    public void Repair(FeedFormat format)
    {
        if (!Directory.Exists(Done))
        {
            return;
        }

        var files = inbox.List(Done);
        var names = files.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var main in files.Where(x => Inbox.SuffixOf(x.Name, format) is not null))
        {
            if (names.Contains(main.Name + ReportEnd))
            {
                continue;
            }

            var drop = new Drop(format, [main, .. Companions(format, main)]);
            Finish(drop, Recount(drop, options), string.Empty);
        }
    }

    /// <summary>Reads a drop once more for its report, when the reading was not one piece.</summary>
    public static Tally Recount(Drop drop, FilesOptions options)
    {
        using var reader = DropReader.Open(drop, options, FilesCursor.Start);
        while (!reader.IsAtEnd)
        {
            reader.ReadPage([], []);
        }

        return reader.Tally;
    }

    /// <summary>Companions of a moved file: moved with it, or still to be moved.</summary>
    private IEnumerable<SourceFile> Companions(FeedFormat format, SourceFile main)
    {
        if (main.IsJson)
        {
            yield break;
        }

        var suffix = Inbox.SuffixOf(main.Name, format);
        foreach (var layout in format.Companions)
        {
            var moved = new FileInfo(Path.Combine(Done, layout.Name + suffix));
            var left = new FileInfo(
                Path.Combine(options.Folder, layout.Name + WithoutMark(suffix ?? string.Empty))
            );
            if (!moved.Exists && left.Exists)
            {
                left.MoveTo(moved.FullName, overwrite: false);
                moved.Refresh();
            }

            if (moved.Exists)
            {
                yield return SourceFile.Of(options.System, moved);
            }
        }
    }

    private void Finish(Drop drop, Tally tally, string mark)
    {
        foreach (var file in drop.Files)
        {
            if (tally.Ranges.TryGetValue(file.Name, out var ranges))
            {
                Directory.CreateDirectory(RejectedFolder);
                var name = Marked(file.Name, mark);
                var moved = file with { Path = Path.Combine(Done, name), Name = name };
                CopyRejected(drop, moved, ranges);
            }
        }

        string[] names = [.. drop.Files.Select(file => Marked(file.Name, mark))];
        var json = JsonSerializer.Serialize(tally.Report(names), DropReportJson.Default.DropReport);
        WriteWhole(
            Path.Combine(Done, names[0] + ReportEnd),
            stream => stream.Write(Encoding.UTF8.GetBytes(json))
        );
    }

    private void CopyRejected(Drop drop, SourceFile file, List<ByteRange> ranges)
    {
        long header;
        using (
            var reader = RowReader.Open(
                file,
                drop.Format,
                drop.LayoutOf(file),
                options,
                RowPosition.Start
            )
        )
        {
            header = reader.FileProblem is null ? reader.HeaderBytes : 0;
        }

        WriteWhole(
            Path.Combine(RejectedFolder, file.Name),
            target =>
            {
                using var source = TextStream.Open(file, 0, out var at);
                var copy = new RangeCopy(source, target, at);
                copy.Take(new ByteRange(at, header));
                foreach (var range in ranges)
                {
                    copy.Take(range);
                }
            }
        );
    }

    private static void WriteWhole(string path, Action<Stream> write)
    {
        using (var stream = File.Create(path + PartEnd))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + PartEnd, path, overwrite: true);
    }

    /// <summary>A mark that makes all names of a drop free: nothing, <c>~2</c>, <c>~3</c> …</summary>
    private string FreeMark(Drop drop)
    {
        for (var copy = 1; ; copy++)
        {
            var mark = copy == 1 ? string.Empty : "~" + copy.ToString(CultureInfo.InvariantCulture);
            if (drop.Files.All(file => IsFree(Marked(file.Name, mark))))
            {
                return mark;
            }
        }
    }

    private bool IsFree(string name) =>
        !File.Exists(Path.Combine(Done, name))
        && !File.Exists(Path.Combine(Done, name + ReportEnd))
        && !File.Exists(Path.Combine(RejectedFolder, name));

    private static string Marked(string name, string mark) =>
        Path.GetFileNameWithoutExtension(name) + mark + Path.GetExtension(name);

    private static string WithoutMark(string suffix)
    {
        var mark = suffix.LastIndexOf('~');
        return mark < 0 ? suffix : suffix[..mark] + Path.GetExtension(suffix);
    }
}

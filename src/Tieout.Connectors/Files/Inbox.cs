using System.Globalization;
using System.Security.Cryptography;
using Tieout.Connect;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Files.Reading;

namespace Tieout.Connectors.Files;

/// <summary>Looks into the folder: which files belong to which feed, and which are complete.</summary>
internal sealed class Inbox(FilesOptions options, IClock clock)
{
    private const string DoneMarker = ".done";
    private const string ChecksumMarker = ".sha256";
    private static readonly string[] TemporaryEnds = [".part", ".tmp"];

    private readonly StillFiles _still = new(options.Settle, clock);

    /// <summary>The end of the marker files in use; none when files are complete by their name.</summary>
    public string? Marker =>
        options.Completion switch
        {
            CompletionRule.DoneMarker => DoneMarker,
            CompletionRule.Sha256 => ChecksumMarker,
            _ => null,
        };

    /// <summary>What is left of a file's name after a layout's: <c>-2026-10.csv</c>.</summary>
    /// <returns>None when the file is not of that layout.</returns>
    public static string? SuffixOf(string file, Layout layout)
    {
        var isExport =
            file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            || file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
        return
            isExport
            && file.StartsWith(layout.Name, StringComparison.OrdinalIgnoreCase)
            && file[layout.Name.Length] is '.' or '-' or '_' or '~'
            && !IsTemporary(Path.GetFileNameWithoutExtension(file))
            && !HasLongerName(file, layout)
            ? file[layout.Name.Length..]
            : null;
    }

    /// <summary>A feed's drops in name order, complete or not.</summary>
    /// <exception cref="ConnectorException">The folder cannot be read.</exception>
    public IReadOnlyList<Drop> Drops(FeedFormat format)
    {
        var files = List(options.Folder);
        var bySuffix = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        foreach (var layout in format.Companions)
        {
            foreach (var file in files)
            {
                if (SuffixOf(file.Name, layout) is { } suffix)
                {
                    bySuffix[layout.Name + suffix] = file;
                }
            }
        }

        return
        [
            .. files
                .Where(file => SuffixOf(file.Name, format) is not null)
                .Select(file => new Drop(format, [file, .. Companions(format, file, bySuffix)])),
        ];
    }

    /// <summary>A feed's drops that may be read now, in name order.</summary>
    public IEnumerable<Drop> Ready(FeedFormat format) =>
        Drops(format).Where(drop => ReasonToWait(drop) is null);

    /// <summary>Files of drops that wait only because they have changed a moment ago.</summary>
    /// <returns>Each with the instant from which on it counts as whole, if nothing changes.</returns>
    public IReadOnlyList<(SourceFile File, Instant WholeFrom)> Settling()
    {
        if (options.Completion is not CompletionRule.Rename)
        {
            return [];
        }

        var settling = new List<(SourceFile, Instant)>();
        foreach (var drop in FeedFormats.All.SelectMany(Drops).Where(x => !LacksLines(x, out _)))
        {
            foreach (var file in drop.Files)
            {
                if (_still.WholeFrom(file) is { } wholeFrom)
                {
                    settling.Add((file, wholeFrom));
                }
            }
        }

        return settling;
    }

    /// <summary>A file was put away; one of the same name is another one.</summary>
    public void Forget(SourceFile file) => _still.Forget(file);

    /// <summary>Each file that is not read at the moment, and why.</summary>
    public IReadOnlyList<WaitingFile> Waiting()
    {
        var waiting = new List<WaitingFile>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var drop in FeedFormats.All.SelectMany(Drops))
        {
            known.UnionWith(drop.Files.Select(x => x.Name));
            if (ReasonToWait(drop) is { } reason)
            {
                waiting.Add(new WaitingFile(drop.Main.Name, reason));
            }
        }

        waiting.AddRange(
            List(options.Folder)
                .Where(file => !known.Contains(file.Name) && !IsMarker(file.Name))
                .Select(file => new WaitingFile(
                    file.Name,
                    IsTemporary(file.Name)
                    || IsTemporary(Path.GetFileNameWithoutExtension(file.Name))
                        ? "is still being written, by its name; rename it when it is complete"
                        : "belongs to no feed by its name; names start with a feed's name and end in "
                            + ".csv or .jsonl"
                ))
        );
        return waiting;
    }

    /// <summary>The files of a folder, in name order.</summary>
    public IReadOnlyList<SourceFile> List(string folder)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder)
                    .EnumerateFiles()
                    .Select(file => SourceFile.Of(options.System, file))
                    .OrderBy(file => file.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderFault.Of(folder, exception);
        }
    }

    private static bool HasLongerName(string file, Layout layout) =>
        FeedFormats
            .All.SelectMany(x => x.Companions.Prepend(x))
            .Any(other =>
                other.Name.Length > layout.Name.Length
                && other.Name.StartsWith(layout.Name, StringComparison.Ordinal)
                && file.StartsWith(other.Name, StringComparison.OrdinalIgnoreCase)
            );

    private static bool IsTemporary(string name) =>
        name.StartsWith('.')
        || TemporaryEnds.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static bool IsMarker(string name) =>
        name.EndsWith(DoneMarker, StringComparison.Ordinal)
        || name.EndsWith(ChecksumMarker, StringComparison.Ordinal);

    private static IEnumerable<SourceFile> Companions(
        FeedFormat format,
        SourceFile main,
        Dictionary<string, SourceFile> bySuffix
    )
    {
        if (main.IsJson)
        {
            yield break;
        }

        foreach (var layout in format.Companions)
        {
            if (bySuffix.GetValueOrDefault(layout.Name + SuffixOf(main.Name, format)) is { } file)
            {
                yield return file;
            }
        }
    }

    private string? ReasonToWait(Drop drop)
    {
        if (LacksLines(drop, out var lines))
        {
            return $"waits for {lines}, which holds its lines";
        }

        return drop.Files.Select(ReasonToWait).FirstOrDefault(reason => reason is not null);
    }

    private static bool LacksLines(Drop drop, out string lines)
    {
        lines = string.Empty;
        if (drop.Main.IsJson || drop.Format.Companions is not [var layout, ..])
        {
            return false;
        }

        lines = layout.Name + SuffixOf(drop.Main.Name, drop.Format);
        return !drop.Files.Any(x => SuffixOf(x.Name, layout) is not null);
    }

    private string? ReasonToWait(SourceFile file)
    {
        if (Marker is not { } marker)
        {
            return _still.WholeFrom(file) is null
                ? null
                : "was changed a moment ago, and is read once it has not changed for "
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"{options.Settle.TotalSeconds:0} seconds"
                    );
        }

        var path = file.Path + marker;
        if (!File.Exists(path))
        {
            return $"waits for {file.Name}{marker}";
        }

        return options.Completion is CompletionRule.Sha256 && !HasChecksum(file, path)
            ? $"differs from the checksum in {file.Name}{marker}; copy it again"
            : null;
    }

    private static bool HasChecksum(SourceFile file, string marker)
    {
        var expected = File.ReadAllText(marker).Split((char[]?)null, 2)[0];
        using var stream = File.OpenRead(file.Path);
        var actual = Convert.ToHexString(SHA256.HashData(stream));
        return string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase);
    }
}

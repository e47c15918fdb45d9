using System.Text.Json;
using Tieout.Connectors.Files;
using Tieout.Sandbox.Firm;

namespace Tieout.Host.Demo;

/// <summary>What the story keeps on disk, and how it is written so that a crash does no harm.</summary>
internal sealed class DemoFolder
{
    private const string StateName = "demo.json";

    private DemoFolder(string root, DemoState state)
    {
        Root = root;
        State = state;
    }

    /// <summary>Absolute.</summary>
    public string Root { get; }

    public DemoState State { get; private set; }

    public string Inbox => Path.Combine(Root, "inbox");

    public string ConfigurationFile => Path.Combine(Root, "hub.yaml");

    public string SecretFile => Path.Combine(Root, "ledgerworks.secret");

    public string LedgerDatabase => Path.Combine(Root, "ledgerworks.db");

    public string Journal => Path.Combine(Root, "books.journal");

    /// <summary>Goes on with the folder, or begins it.</summary>
    /// <exception cref="DemoRefusedException">It holds the run of another firm.</exception>
    public static DemoFolder Open(DemoOptions options)
    {
        var root = Path.GetFullPath(options.Folder);
        var stateFile = Path.Combine(root, StateName);
        if (options.IsFresh && Directory.Exists(root))
        {
            RequireOwn(root, stateFile);
            // The mark goes last, so that a removal that is cut off can be repeated.
            foreach (
                var entry in Directory
                    .GetFileSystemEntries(root)
                    .Where(x => !x.Equals(stateFile, StringComparison.Ordinal))
            )
            {
                Remove(entry);
            }
            File.Delete(stateFile);
        }
        _ = Directory.CreateDirectory(root);
        var state = Recall(stateFile);
        if (state is null)
        {
            RequireOwn(root, stateFile);
            state = new DemoState(options.Seed, options.Entries, 0, 0);
        }
        if (state.Seed != options.Seed || state.Entries != options.Entries)
        {
            throw new DemoRefusedException(
                $"{root} holds the run of seed {state.Seed} with {state.Entries} entries; "
                    + "repeat the command with --fresh to start over."
            );
        }
        var folder = new DemoFolder(root, state);
        folder.Keep(state);
        _ = Directory.CreateDirectory(folder.Inbox);
        return folder;
    }

    /// <summary>Keeps how far the story has come.</summary>
    public void Keep(DemoState state)
    {
        WriteWhole(
            Path.Combine(Root, StateName),
            JsonSerializer.Serialize(state, DemoJson.Default.DemoState)
        );
        State = state;
    }

    /// <summary>Writes a text under another name first, so that there is all of it or none.</summary>
    public static void WriteWhole(string path, string text)
    {
        File.WriteAllText(path + ".part", text);
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>Drops a wave's files into the inbox, each of them complete.</summary>
    /// <remarks>
    /// They are written aside and then moved. Cut off in between, all are written and moved again:
    /// the hub drops what it has seen before.
    /// </remarks>
    public void Drop(FirmWave wave)
    {
        var aside = Path.Combine(Root, "outbox");
        Remove(aside);
        _ = Directory.CreateDirectory(aside);
        using (var writer = new FilesWriter(aside, FileFormat.Csv, $"-{wave.Name}"))
        {
            foreach (var fact in wave.Facts)
            {
                writer.Write(fact);
            }
            foreach (var path in writer.Complete())
            {
                File.Move(path, Path.Combine(Inbox, Path.GetFileName(path)), overwrite: true);
            }
        }
        Remove(aside);
    }

    /// <summary>A path as somebody types it: from here where it is below, and whole elsewhere.</summary>
    public static string Typed(string path)
    {
        var near = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return near.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : near;
    }

    private static DemoState? Recall(string stateFile) =>
        File.Exists(stateFile)
            ? JsonSerializer.Deserialize(File.ReadAllText(stateFile), DemoJson.Default.DemoState)
            : null;

    private static void RequireOwn(string root, string stateFile)
    {
        if (!File.Exists(stateFile) && Directory.EnumerateFileSystemEntries(root).Any())
        {
            throw new DemoRefusedException(
                $"{root} is not empty and not a demonstration's; name another folder."
            );
        }
    }

    public static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }
}
